import { Badge } from "#components/ui/badge.tsx";
import type { OAuthFlow, SecuritySchemeSummary } from "#server/specs/schema.ts";
import { described } from "./html.ts";
import { Markup } from "./markup.tsx";
import { schemeWords } from "./security-needs.tsx";

const FLOWS: Record<OAuthFlow["kind"], string> = {
  authorizationCode: "Authorization code",
  clientCredentials: "Client credentials",
  implicit: "Implicit",
  password: "Password",
  deviceAuthorization: "Device authorization",
};

/** The ways to authenticate that a document knows. */
export function SchemeList({ schemes }: { schemes: SecuritySchemeSummary[] }) {
  return (
    <ul className="divide-y divide-rule text-sm">
      {schemes.map((scheme) => {
        const words = schemeWords(scheme, scheme.name);
        return (
          <li key={scheme.name} id={`scheme.${scheme.name}`} className="py-3">
            <p className="flex flex-wrap items-baseline gap-x-2.5">
              <code className="text-caption font-semibold">{scheme.name}</code>
              <span className="text-muted">{words[0]?.toUpperCase() + words.slice(1)}</span>
              {scheme.isDeprecated ? <Badge tone="attention">Deprecated</Badge> : null}
            </p>
            {scheme.descriptionHtml ? (
              <Markup className="md mt-1" html={described(scheme.descriptionHtml)} />
            ) : null}
            <Discovery label="Discovery" url={scheme.openIdConnectUrl} />
            <Discovery label="Server metadata" url={scheme.oauth2MetadataUrl} />
            {scheme.flows.map((flow) => (
              <Flow key={flow.kind} flow={flow} />
            ))}
          </li>
        );
      })}
    </ul>
  );
}

function Discovery({ label, url }: { label: string; url: string | undefined }) {
  if (!url) return null;
  return (
    <p className="mt-1 text-caption text-muted">
      {label} <code className="break-all text-ink">{url}</code>
    </p>
  );
}

function Flow({ flow }: { flow: OAuthFlow }) {
  const addresses = [
    ["authorize at", flow.authorizationUrl],
    ["device codes from", flow.deviceAuthorizationUrl],
    ["token from", flow.tokenUrl],
    ["refresh at", flow.refreshUrl],
  ] as const;
  return (
    <details className="disclosure mt-1.5">
      <summary className="text-caption text-muted">
        {FLOWS[flow.kind]}
        {flow.scopes.length > 0
          ? `, ${flow.scopes.length} ${flow.scopes.length === 1 ? "scope" : "scopes"}`
          : ""}
      </summary>
      <div className="mt-1 ml-4 flex flex-col gap-1 text-caption text-muted">
        {addresses.map(([label, url]) =>
          url ? (
            <p key={label}>
              {label} <code className="break-all text-ink">{url}</code>
            </p>
          ) : null,
        )}
        {flow.scopes.map(({ name, description }) => (
          <p key={name}>
            <code className="text-ink">{name}</code> {description}
          </p>
        ))}
      </div>
    </details>
  );
}
