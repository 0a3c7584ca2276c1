import { KeyRound, LockOpen } from "lucide-react";
import type { SecurityAlternative, SecuritySchemeSummary } from "#server/specs/schema.ts";

interface SecurityNeedsProps {
  security: SecurityAlternative[];
  schemes: SecuritySchemeSummary[];
  /** A call that the API makes itself: the reader receives the credential. */
  isSent?: boolean;
  /** The document says nothing of credentials. */
  isUnstated?: boolean;
}

/** Which credentials a call needs, in words: any one of the alternatives, each of them whole. */
export function SecurityNeeds({ security, schemes, isSent = false, isUnstated = false }: SecurityNeedsProps) {
  const isOpen = security.length === 0 || security.some((alternative) => alternative.schemes.length === 0);
  const needed = security.filter((alternative) => alternative.schemes.length > 0);
  const byName = new Map(schemes.map((scheme) => [scheme.name, scheme]));
  if (isUnstated) {
    return (
      <p className="flex items-start gap-2 text-sm text-muted">
        <KeyRound aria-hidden className="mt-0.5 size-4 shrink-0" /> The document names no credential. The API
        may ask for one all the same.
      </p>
    );
  }
  if (needed.length === 0) {
    return (
      <p className="flex items-start gap-2 text-sm text-muted">
        <LockOpen aria-hidden className="mt-0.5 size-4 shrink-0" /> No credential is needed.
      </p>
    );
  }
  return (
    <div className="flex items-start gap-2 text-sm text-muted">
      <KeyRound aria-hidden className="mt-0.5 size-4 shrink-0" />
      <ul className="flex flex-col gap-1">
        {needed.map((alternative, i) => (
          <li key={alternative.schemes.map((scheme) => scheme.name).join("+")}>
            {i > 0 ? "or " : isSent ? "Sent with " : isOpen ? "Optional: " : "Needs "}
            {alternative.schemes.map((scheme, n) => (
              <span key={scheme.name}>
                {n > 0 ? " together with " : ""}
                {schemeWords(byName.get(scheme.name), scheme.name)}
                {byName.get(scheme.name)?.isDeprecated ? " (deprecated)" : null}
                {scheme.scopes.length > 0 ? <Scopes scopes={scheme.scopes} /> : null}
              </span>
            ))}
          </li>
        ))}
        {isOpen && !isSent ? <li>or no credential at all</li> : null}
      </ul>
    </div>
  );
}

function Scopes({ scopes }: { scopes: string[] }) {
  return (
    <>
      {" with "}
      {scopes.length === 1 ? "the scope " : "the scopes "}
      {scopes.map((scope, i) => (
        <span key={scope}>
          {i > 0 ? ", " : ""}
          <code className="rounded-md border border-rule bg-sunken px-1 text-xs text-ink">{scope}</code>
        </span>
      ))}
    </>
  );
}

/** "an API key in the header X-API-Key": what a scheme asks of the caller. */
export function schemeWords(scheme: SecuritySchemeSummary | undefined, name: string): string {
  switch (scheme?.type) {
    case "apiKey":
      return `an API key in the ${scheme.in === "query" ? "query parameter" : scheme.in} ${scheme.parameterName}`;
    case "http":
      if (scheme.scheme?.toLowerCase() === "basic") return "a user name and password (HTTP Basic)";
      if (scheme.scheme?.toLowerCase() === "bearer") {
        return `a bearer token${scheme.bearerFormat ? ` (${scheme.bearerFormat})` : ""}`;
      }
      return `HTTP ${scheme.scheme ?? "authentication"}`;
    case "oauth2":
      return "an OAuth 2.0 access token";
    case "openIdConnect":
      return "an OpenID Connect token";
    case "mutualTLS":
      return "a client certificate (mutual TLS)";
    default:
      return name;
  }
}
