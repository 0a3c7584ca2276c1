import type { ConsoleScheme } from "./console-data.ts";
import type { SchemeSecret } from "./credentials.ts";

export interface OAuthEndpoints {
  issuer?: string;
  authorizationUrl?: string;
  tokenUrl?: string;
}

/** A way to a token that a browser can go. */
export interface OAuthFlowChoice {
  id: "authorizationCode" | "clientCredentials" | "token";
  label: string;
  endpoints: OAuthEndpoints;
  scopes: { name: string; description: string }[];
}

const PASTE: OAuthFlowChoice = { id: "token", label: "Paste a token", endpoints: {}, scopes: [] };

/** Of the document's flows those that are still advised; a token from any other can be pasted. */
export function flowsOf({ type, flows }: ConsoleScheme): OAuthFlowChoice[] {
  if (type === "openIdConnect")
    return [
      { id: "authorizationCode", label: "Sign in (code with PKCE)", endpoints: {}, scopes: [] },
      { id: "clientCredentials", label: "As the client itself", endpoints: {}, scopes: [] },
      PASTE,
    ];
  const usable = flows.flatMap(({ kind, scopes, authorizationUrl, tokenUrl }): OAuthFlowChoice[] => {
    const endpoints = { ...(authorizationUrl && { authorizationUrl }), ...(tokenUrl && { tokenUrl }) };
    if (kind === "authorizationCode" && authorizationUrl && tokenUrl)
      return [{ id: kind, label: "Sign in (code with PKCE)", endpoints, scopes }];
    if (kind === "clientCredentials" && tokenUrl)
      return [{ id: kind, label: "As the client itself", endpoints, scopes }];
    return [];
  });
  return usable.length > 0 ? [...usable, PASTE] : [];
}

/**
 * Scopes to choose from and those to ask for: what the flow defines, and of what the operation wants only that. A flow
 * that lists none, as with discovery, may be asked for whatever the operation wants.
 */
export function scopesOf(
  flow: OAuthFlowChoice,
  wanted: readonly string[],
  { scopes }: Pick<SchemeSecret, "scopes">,
): { offered: string[]; asked: string[] } {
  const defined = flow.scopes.map(({ name }) => name);
  const offered = defined.length > 0 ? defined : [...new Set(wanted)];
  return { offered, asked: (scopes ?? wanted).filter((name) => offered.includes(name)) };
}
