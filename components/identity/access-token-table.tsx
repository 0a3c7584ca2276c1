import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { ActionsTH, Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";
import type { Answer } from "#lib/answer.ts";
import type { AccessTokenSummary } from "#server/identity/schema.ts";
import { RenameToken } from "./rename-token.tsx";
import { RotateToken } from "./rotate-token.tsx";
import { TokenCells, TokenTimes } from "./token-cells.tsx";

interface AccessTokenTableProps {
  tokens: AccessTokenSummary[];
  now: Date;
  /** Left out for those who only look. */
  revoke?: ((tokenId: string) => Promise<Answer<unknown>>) | undefined;
  rotate?: (tokenId: string) => Promise<Answer<{ secret: string }>>;
  rename?: (tokenId: string, ...form: Parameters<FormAction>) => ReturnType<FormAction>;
  /** Shows whose each is, instead of where. */
  isOrganisations?: boolean;
}

export function AccessTokenTable({
  tokens,
  now,
  revoke,
  rotate,
  rename,
  isOrganisations = false,
}: AccessTokenTableProps) {
  /** A member's own token is theirs to rename and replace, whoever looks. */
  const isKept = ({ ownerName }: AccessTokenSummary) => !isOrganisations || !ownerName;
  return (
    <Table caption="Access tokens">
      <THead>
        <TR>
          <TH>Name</TH>
          <TH>State</TH>
          <TH>{isOrganisations ? "Whose" : "Organisation"}</TH>
          <TH>May</TH>
          <TH>Last used</TH>
          <TH>Expires</TH>
          <ActionsTH />
        </TR>
      </THead>
      <tbody>
        {tokens.map((token) => (
          <TR key={token.id}>
            <TokenCells token={token} />
            <TD>{isOrganisations ? whose(token) : token.orgName}</TD>
            <TD className="font-mono text-xs leading-5 text-muted">{token.scopes.join(", ")}</TD>
            <TokenTimes token={token} now={now} />
            <TD className="text-right">
              {token.state === "active" && revoke ? (
                <span className="inline-flex flex-wrap justify-end gap-2">
                  {rename && isKept(token) ? (
                    <RenameToken name={token.name} rename={rename.bind(null, token.id)} />
                  ) : null}
                  {rotate && isKept(token) ? <RotateToken token={token} rotate={rotate} /> : null}
                  <ConfirmButton
                    label="Revoke"
                    fullLabel={`Revoke the token ${token.name}`}
                    title={`Revoke the token “${token.name}”?`}
                    confirm="Revoke token"
                    done="Token revoked"
                    action={revoke.bind(null, token.id)}
                  >
                    Whatever uses it is refused from its next request on. This cannot be undone.
                  </ConfirmButton>
                </span>
              ) : null}
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}

function whose({ ownerName, role }: AccessTokenSummary): string {
  return ownerName ?? `The organisation, as ${role ?? "nobody"}`;
}
