import * as oauth from "oauth4webapi";
import { routes } from "#lib/routes.ts";
import type { CallRequest } from "./build-request.ts";
import type { SchemeSecret } from "./credentials.ts";
import type { OAuthEndpoints } from "./oauth-flows.ts";
import { type Authorization, type OAuthReturn, RETURN_CHANNEL } from "./oauth-return.ts";
import { createStraight, type Send } from "./send-request.ts";

export interface Token {
  token: string;
  expiresAtMs?: number;
}

type Client = Pick<SchemeSecret, "clientId" | "clientSecret" | "secretIn">;

/** An expected no of a provider, in its own words. */
export class OAuthRefusal extends Error {}

/** Addresses of providers that the document gives relative count from the portal itself. */
export function providerUrl(url: string, origin: string): string {
  const absolute = new URL(url, origin);
  if (absolute.protocol !== "https:" && absolute.protocol !== "http:")
    throw new OAuthRefusal("The document's address for signing in is not a web address.");
  return absolute.href;
}

/** Where the portal is a provider itself. */
const straight = createStraight("/oauth2", "/.well-known");

/** Requests to providers go through the relay, but for the portal's own. */
export function providerFetch(relay: Send, origin: string) {
  return async (url: string, init: { method: string; headers: HeadersInit; body?: BodyInit | null }) => {
    const body = init.body === undefined || init.body === null ? "" : String(init.body);
    const request: CallRequest = {
      method: init.method,
      url,
      headers: [...new Headers(init.headers)],
      body: body ? { kind: "text", text: body } : { kind: "none" },
    };
    const isOwn = new URL(url).origin === origin;
    const reply = isOwn ? await straight(request) : await relay(request);
    const headers = new Headers();
    for (const [name, value] of reply.headers)
      if (!/^(content-(length|encoding)|transfer-encoding|set-cookie)$/i.test(name))
        headers.append(name, value);
    const isEmpty = reply.status === 204 || reply.status === 304;
    return withoutIdToken(new Response(isEmpty ? null : reply.body, { status: reply.status, headers }));
  };
}

/** Only the access token is wanted; nobody here reads who signed in. */
async function withoutIdToken(response: Response): Promise<Response> {
  if (!response.ok || !/[/+]json/i.test(response.headers.get("content-type") ?? "")) return response;
  const value: unknown = await response.json();
  const kept =
    typeof value === "object" && value !== null
      ? Object.fromEntries(Object.entries(value).filter(([name]) => name !== "id_token"))
      : value;
  return new Response(JSON.stringify(kept), { status: response.status, headers: response.headers });
}

type ProviderFetch = ReturnType<typeof providerFetch>;

function settings(call: ProviderFetch) {
  // Whether a host may be called, and how, is the relay's to decide.
  return { [oauth.customFetch]: call, [oauth.allowInsecureRequests]: true };
}

/** The endpoints that an OpenID provider publishes about itself. */
export async function discover(url: string, call: ProviderFetch): Promise<OAuthEndpoints> {
  const response = await call(url, { method: "GET", headers: { accept: "application/json" } });
  if (!response.ok) throw new OAuthRefusal(`The provider's description answered ${response.status}.`);
  const about: unknown = await response.json().catch(() => null);
  const of = (name: string) => {
    const value = typeof about === "object" && about !== null ? Reflect.get(about, name) : undefined;
    return typeof value === "string" ? value : undefined;
  };
  const [issuer, authorizationUrl, tokenUrl] = ["issuer", "authorization_endpoint", "token_endpoint"].map(of);
  if (!tokenUrl) throw new OAuthRefusal("The provider's description names no address for tokens.");
  return { ...(issuer && { issuer }), ...(authorizationUrl && { authorizationUrl }), tokenUrl };
}

/** The address for signing in, with a state and a PKCE challenge that only this page knows. */
export async function beginAuthorization(
  endpoints: OAuthEndpoints,
  { clientId, scopes = [] }: SchemeSecret,
  origin: string,
): Promise<Authorization> {
  const state = oauth.generateRandomState();
  const verifier = oauth.generateRandomCodeVerifier();
  const redirectUri = origin + routes.consoleCallback();
  const url = new URL(providerUrl(endpoints.authorizationUrl ?? "", origin));
  const query = {
    response_type: "code",
    client_id: clientId ?? "",
    redirect_uri: redirectUri,
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    ...(scopes.length > 0 && { scope: scopes.join(" ") }),
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return { url: url.href, state, verifier, redirectUri };
}

/** Waits for the return page to report this state; other states are other tabs' business. */
export function awaitReturn(state: string, signal: AbortSignal): Promise<URLSearchParams> {
  // The provider's page cannot reach this one (Cross-Origin-Opener-Policy), our own return page can.
  const channel = new BroadcastChannel(RETURN_CHANNEL);
  const { promise, resolve, reject } = Promise.withResolvers<URLSearchParams>();
  channel.onmessage = ({ data }: MessageEvent<Partial<OAuthReturn> | undefined>) => {
    const parameters = new URLSearchParams(typeof data?.query === "string" ? data.query : "");
    if (parameters.get("state") === state) resolve(parameters);
  };
  signal.addEventListener("abort", () => reject(new DOMException("Cancelled", "AbortError")));
  return promise.finally(() => channel.close());
}

/** Redeems the code of a return for a token. */
export async function redeemReturn(
  endpoints: OAuthEndpoints,
  client: Client,
  authorization: Authorization,
  returned: URLSearchParams,
  call: ProviderFetch,
  origin: string,
): Promise<Token> {
  const server = serverOf(endpoints, origin, returned.get("iss"));
  const known = { client_id: client.clientId ?? "" };
  return spoken(async () => {
    const parameters = oauth.validateAuthResponse(server, known, returned, authorization.state);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      known,
      authenticated(client),
      parameters,
      authorization.redirectUri,
      authorization.verifier,
      settings(call),
    );
    return toToken(await oauth.processAuthorizationCodeResponse(server, known, response));
  });
}

/** A token for the client itself. */
export async function fetchClientToken(
  endpoints: OAuthEndpoints,
  client: SchemeSecret,
  call: ProviderFetch,
  origin: string,
): Promise<Token> {
  const server = serverOf(endpoints, origin, null);
  const known = { client_id: client.clientId ?? "" };
  const parameters = new URLSearchParams(client.scopes?.length ? { scope: client.scopes.join(" ") } : {});
  return spoken(async () => {
    const response = await oauth.clientCredentialsGrantRequest(
      server,
      known,
      authenticated(client),
      parameters,
      settings(call),
    );
    return toToken(await oauth.processClientCredentialsResponse(server, known, response));
  });
}

/** Documents name endpoints but no issuer; then the one in the answer is held to where the person signed in. */
function serverOf(
  { issuer, authorizationUrl, tokenUrl }: OAuthEndpoints,
  origin: string,
  stated: string | null,
): oauth.AuthorizationServer {
  const token = providerUrl(tokenUrl ?? "", origin);
  const authorization = authorizationUrl && providerUrl(authorizationUrl, origin);
  const home = new URL(authorization || token).origin;
  const isNear = stated !== null && URL.canParse(stated) && new URL(stated).origin === home;
  return { issuer: issuer ?? (isNear ? stated : home), token_endpoint: token };
}

function authenticated({ clientSecret, secretIn }: Client): oauth.ClientAuth {
  if (!clientSecret || secretIn === "none") return oauth.None();
  return secretIn === "body" ? oauth.ClientSecretPost(clientSecret) : oauth.ClientSecretBasic(clientSecret);
}

function toToken({ access_token, expires_in }: oauth.TokenEndpointResponse): Token {
  return {
    token: access_token,
    ...(expires_in !== undefined && { expiresAtMs: Date.now() + expires_in * 1_000 }),
  };
}

/** The provider's reason, which is what helps. */
async function spoken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof oauth.ResponseBodyError || error instanceof oauth.AuthorizationResponseError)
      throw new OAuthRefusal(sentence(error.error, error.error_description));
    if (error instanceof oauth.WWWAuthenticateChallengeError)
      throw new OAuthRefusal("The provider does not accept this client id and secret.");
    if (error instanceof oauth.OperationProcessingError)
      throw new OAuthRefusal(`The provider's answer is not what OAuth asks for: ${error.message}.`);
    throw error;
  }
}

const REASONS: Record<string, string> = {
  invalid_client: "The client id or secret is not right, or the secret must travel another way.",
  invalid_scope: "This client may not ask for one of these scopes.",
  unauthorized_client: "This client may not use this way of getting a token.",
  access_denied: "You, or the provider, said no.",
  invalid_grant: "The code is no longer good. Start again.",
};

function sentence(code: string, description: string | undefined): string {
  return [REASONS[code] ?? `The provider answered “${code}”.`, description ?? ""].filter(Boolean).join(" ");
}
