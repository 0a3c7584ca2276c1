import { TokenCells, TokenTimes } from "#components/identity/token-cells.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { ActionsTH, Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";
import type { Answer } from "#lib/answer.ts";
import { MOST_LIVE_TOKENS, type ScimTokenSummary } from "#server/scim/schema.ts";
import { NewScimTokenForm } from "./new-scim-token-form.tsx";

interface ScimTokensProps {
  tokens: ScimTokenSummary[];
  now: Date;
  maxDays: number;
  issue: FormAction<{ secret: string }>;
  revoke: (tokenId: string) => Promise<Answer<unknown>>;
}

/** The directory's tokens, and the form for another: two may live at once, so that one can replace the other. */
export function ScimTokens({ tokens, now, maxDays, issue, revoke }: ScimTokensProps) {
  const live = tokens.filter(({ state }) => state === "active").length;
  return (
    <Panel
      title="Tokens"
      lead="Whoever has one decides who is a member. Two may live at once, so that a new one can take over."
    >
      <div className="flex flex-col gap-5">
        {tokens.length > 0 ? <TokenTable tokens={tokens} now={now} revoke={revoke} /> : null}
        <NewScimTokenForm action={issue} maxDays={maxDays} isFull={live >= MOST_LIVE_TOKENS} />
      </div>
    </Panel>
  );
}

function TokenTable({ tokens, now, revoke }: Pick<ScimTokensProps, "tokens" | "now" | "revoke">) {
  return (
    <Table caption="Tokens of the directory">
      <THead>
        <TR>
          <TH>Name</TH>
          <TH>State</TH>
          <TH>Last used</TH>
          <TH>Expires</TH>
          <ActionsTH />
        </TR>
      </THead>
      <tbody>
        {tokens.map((token) => (
          <TR key={token.id}>
            <TokenCells token={token} />
            <TokenTimes token={token} now={now} />
            <TD className="text-right">
              {token.state === "active" ? (
                <ConfirmButton
                  label="Revoke"
                  fullLabel={`Revoke the token ${token.name}`}
                  title={`Revoke the token “${token.name}”?`}
                  confirm="Revoke token"
                  done="Token revoked"
                  action={revoke.bind(null, token.id)}
                >
                  A directory that uses it is refused from its next request on: nobody is brought in or taken
                  out. Invitations it sent that nobody has accepted are taken back. Everybody who is a member
                  stays one. This cannot be undone.
                </ConfirmButton>
              ) : null}
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}
