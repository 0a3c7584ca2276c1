import type { ConsoleScheme } from "./console-data.ts";

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
