import type { SecurityAlternative } from "#server/specs/schema.ts";
import type { ConsoleData, ConsoleScheme } from "./console-data.ts";

/** Stands for a secret where the request is only shown. */
export const MASK = "••••••••";

/** What a person typed for one scheme; held in memory, or in this tab's sessionStorage when they ask. */
export interface SchemeSecret {
  value?: string;
  username?: string;
  password?: string;
  clientId?: string;
  clientSecret?: string;
  /** Of OAuth: which flow, where the client secret travels, and what to ask for. */
  flow?: string;
  secretIn?: "header" | "body" | "none";
  scopes?: string[];
  token?: string;
  expiresAtMs?: number;
}

export interface Credentials {
  /** The sandbox's short-lived key of an app, or what the document asks for. */
  source: "trial" | "own";
  /** Which of the alternatives of the document. */
  alternative: number;
  secrets: Record<string, SchemeSecret>;
}

/** What a credential adds to a request. */
export interface CredentialParts {
  headers: [string, string][];
  query: [string, string][];
  cookies: [string, string][];
}

/** Where the document asks for nothing the sandbox still wants to know who calls. */
export const KEY_SCHEME: ConsoleScheme = {
  name: "X-API-Key",
  type: "apiKey",
  in: "header",
  parameterName: "X-API-Key",
  description: "A key or access token of the portal. The sandbox counts every call for an app.",
  flows: [],
  isDeprecated: false,
};

/** Where the portal itself gives tokens to an app's client; counts from its own origin. */
const TOKEN_ADDRESS = "/oauth2/token";

interface Alternative {
  label: string;
  schemes: { scheme: ConsoleScheme; scopes: string[] }[];
}

function httpScheme(name: string, scheme: string): Alternative {
  const plain = { description: "", flows: [], isDeprecated: false };
  return { label: name, schemes: [{ scheme: { name, type: "http", scheme, ...plain }, scopes: [] }] };
}

/** For APIs whose document speaks of no credential: they may want one all the same. */
const UNNAMED: Alternative[] = [
  { label: "None", schemes: [] },
  httpScheme("Bearer token", "bearer"),
  httpScheme("User name and password", "basic"),
];

/** The alternatives to choose from; an empty one needs no credential. */
export function alternativesOf({ security, schemes }: ConsoleData, isSandbox: boolean): Alternative[] {
  const known = new Map(schemes.map((scheme) => [scheme.name, scheme]));
  const alternatives = security.map((alternative) => ({
    label: labelOf(alternative),
    schemes: alternative.schemes.flatMap(({ name, scopes }) => {
      const scheme = known.get(name);
      return scheme ? [{ scheme, scopes }] : [];
    }),
  }));
  if (!isSandbox) return alternatives.some((one) => one.schemes.length > 0) ? alternatives : UNNAMED;
  const useful = alternatives.filter((one) => one.schemes.length > 0);
  return useful.length > 0
    ? useful.map(({ label, schemes }) => ({ label, schemes: schemes.map(ofPortal) }))
    : [{ label: KEY_SCHEME.name, schemes: [{ scheme: KEY_SCHEME, scopes: [] }] }];
}

/**
 * The sandbox takes tokens of the portal only. Without a wish the portal grants all that the app's plans allow, and it
 * refuses whoever asks for more; so the document's scopes can be chosen, but none is asked for by itself.
 */
function ofPortal({ scheme, scopes }: Alternative["schemes"][number]): Alternative["schemes"][number] {
  if (scheme.type !== "oauth2" && scheme.type !== "openIdConnect") return { scheme, scopes };
  const { openIdConnectUrl: _, ...rest } = scheme;
  const wanted = scopes.map((name) => ({ name, description: "" }));
  const known = [...wanted, ...scheme.flows.flatMap((flow) => flow.scopes)];
  const choice = [...new Map(known.map((scope) => [scope.name, scope])).values()];
  return {
    scheme: {
      ...rest,
      type: "oauth2",
      flows: [{ kind: "clientCredentials", tokenUrl: TOKEN_ADDRESS, scopes: choice }],
    },
    scopes: [],
  };
}

function labelOf({ schemes }: SecurityAlternative): string {
  return schemes.map(({ name }) => name).join(" and ") || "No credential";
}

/** The sandbox takes its own keys as X-API-Key whatever the document says. */
export function trialParts(key: string): CredentialParts {
  return { headers: [["X-API-Key", key]], query: [], cookies: [] };
}

export function credentialParts(
  schemes: readonly { scheme: ConsoleScheme }[],
  secrets: Credentials["secrets"],
): CredentialParts {
  const parts: CredentialParts = { headers: [], query: [], cookies: [] };
  for (const { scheme } of schemes) addScheme(parts, scheme, secrets[scheme.name] ?? {});
  return parts;
}

function addScheme(parts: CredentialParts, scheme: ConsoleScheme, secret: SchemeSecret): void {
  if (scheme.type === "apiKey") {
    const pair: [string, string] = [scheme.parameterName ?? scheme.name, secret.value ?? ""];
    if (!secret.value) return;
    if (scheme.in === "query") parts.query.push(pair);
    else if (scheme.in === "cookie") parts.cookies.push(pair);
    else parts.headers.push(pair);
  } else if (scheme.type === "http" && scheme.scheme?.toLowerCase() === "basic") {
    if (!secret.username && !secret.password) return;
    const isMasked = secret.password === MASK;
    const text = `${secret.username ?? ""}:${secret.password ?? ""}`;
    parts.headers.push(["Authorization", `Basic ${isMasked ? MASK : base64(text)}`]);
  } else if (scheme.type === "http") {
    const word = scheme.scheme?.toLowerCase() === "bearer" || !scheme.scheme ? "Bearer" : scheme.scheme;
    if (secret.value) parts.headers.push(["Authorization", `${word} ${secret.value}`]);
  } else if (secret.token) {
    parts.headers.push(["Authorization", `Bearer ${secret.token}`]);
  }
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** The same with every secret masked, for showing. */
export function masked(secrets: Credentials["secrets"]): Credentials["secrets"] {
  const hidden = (value: string | undefined) => (value ? MASK : "");
  return Object.fromEntries(
    Object.entries(secrets).map(([name, secret]) => [
      name,
      {
        ...secret,
        value: hidden(secret.value),
        password: secret.username || secret.password ? MASK : "",
        token: hidden(secret.token),
      },
    ]),
  );
}
