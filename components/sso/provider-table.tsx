import Link from "next/link";
import { Badge } from "#components/ui/badge.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { ActionsTH, Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import type { Answer } from "#lib/answer.ts";
import { routes } from "#lib/routes.ts";
import type { ProviderSummary } from "#server/sso/schema.ts";

const PROTOCOL = { oidc: "OpenID Connect", saml: "SAML 2.0", github: "OAuth 2" } as const;

interface ProviderTableProps {
  providers: ProviderSummary[];
  /** Left out for those who only look. */
  setStatus: ((providerId: string, isActive: boolean) => Promise<Answer<unknown>>) | undefined;
}

/** The providers by which people sign in. */
export function ProviderTable({ providers, setStatus }: ProviderTableProps) {
  return (
    <Table caption="Providers">
      <THead>
        <TR>
          <TH>Provider</TH>
          <TH>State</TH>
          <TH isNumber>People</TH>
          <ActionsTH />
        </TR>
      </THead>
      <tbody>
        {providers.map(({ id, name, kind, isActive, isFixed, orgName, connectionCount }) => (
          <TR key={id}>
            <TD>
              <Link
                href={routes.adminProvider(id)}
                className="font-medium text-accent underline-offset-2 hover:underline"
              >
                {name}
              </Link>
              <span className="block text-caption text-muted">
                {PROTOCOL[kind]}
                {orgName ? `, for ${orgName}` : ""}
                {isFixed ? ", from the environment" : ""}
              </span>
            </TD>
            <TD>{isActive ? <Badge tone="good">Offered</Badge> : <Badge>Off</Badge>}</TD>
            <TD isNumber>{connectionCount}</TD>
            <TD className="text-right">
              {isFixed || !setStatus ? null : (
                <ConfirmButton
                  label={isActive ? "Turn off" : "Offer"}
                  fullLabel={isActive ? `Turn off ${name}` : `Offer ${name}`}
                  title={isActive ? `Turn off ${name}?` : `Offer ${name}?`}
                  confirm={isActive ? "Turn off" : "Offer"}
                  done={isActive ? `${name} is off` : `${name} is offered`}
                  isHarmless={!isActive}
                  action={setStatus.bind(null, id, !isActive)}
                >
                  {isActive
                    ? "Nobody can sign in by it until you offer it again. Connections and open sessions stay."
                    : "It appears on the sign-in page, and whoever it knows can sign in by it."}
                </ConfirmButton>
              )}
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}
