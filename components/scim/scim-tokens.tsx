import { Badge, type Tone } from "#components/ui/badge.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";
import type { Answer } from "#lib/answer.ts";
import { MOST_LIVE_TOKENS, type ScimTokenSummary } from "#server/scim/schema.ts";
import { NewScimTokenForm } from "./new-scim-token-form.tsx";

const STATE: Record<ScimTokenSummary["state"], { word: string; tone: Tone }> = {
  active: { word: "Active", tone: "good" },
  expired: { word: "Expired", tone: "attention" },
  revoked: { word: "Revoked", tone: "neutral" },
};

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
          <TH>
            <span className="sr-only">Actions</span>
          </TH>
        </TR>
      </THead>
      <tbody>
        {tokens.map((token) => (
          <TR key={token.id}>
            <TD>
              <span className="block font-medium">{token.name}</span>
              <span className="font-mono text-xs text-faint">{token.hint}</span>
            </TD>
            <TD>
              <Badge tone={STATE[token.state].tone}>{STATE[token.state].word}</Badge>
            </TD>
            <TD>{token.lastUsedAt ? <RelativeTime at={token.lastUsedAt} now={now} /> : "never"}</TD>
            <TD>{token.expiresAt ? <RelativeTime at={token.expiresAt} now={now} /> : "never"}</TD>
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
                  out. Everybody who is a member stays one. This cannot be undone.
                </ConfirmButton>
              ) : null}
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}
