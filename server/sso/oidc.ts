import { LRUCache } from "lru-cache";
import * as oauth from "oauth4webapi";
import { z } from "zod";
import { domainOf, isDomainAmong, normaliseAddress } from "#lib/mail-address.ts";
import { MINUTE_MS, SECOND_MS } from "#server/platform/clock.ts";
import { fetchGuarded } from "#server/platform/fetch-guarded.ts";
import { isExemptHost } from "#server/platform/guarded-agent.ts";
import { log } from "#server/platform/log.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { type ExternalAssertion, textClaims } from "./assertion.ts";
import type { SpentAttempt } from "./attempt.ts";
import { addressesOf, type OidcProvider } from "./find-provider.ts";
import { ssoRefusal } from "./problem.ts";
import type { SsoPurpose } from "./schema.ts";

const known = new LRUCache<string, oauth.AuthorizationServer>({ max: 200, ttl: 10 * MINUTE_MS });

/** http is for hosts that the operator exempts, such as a test's. */
function options({ config }: OidcProvider) {
  return {
    [oauth.customFetch]: (url: string, init: Parameters<typeof fetchGuarded>[1]) => fetchGuarded(url, init),
    [oauth.allowInsecureRequests]: isExemptHost(new URL(config.issuer)),
  };
}

/** What the provider says about itself; remembered for ten minutes. */
export async function discover(provider: OidcProvider, isFresh = false): Promise<oauth.AuthorizationServer> {
  const { issuer } = provider.config;
  const kept = isFresh ? undefined : known.get(issuer);
  if (kept) return kept;
  const response = await oauth.discoveryRequest(new URL(issuer), options(provider));
  const server = await oauth.processDiscoveryResponse(new URL(provider.issuerTemplate ?? issuer), response);
  known.set(issuer, server);
  return server;
}

type Secrets = SpentAttempt["secrets"];

/** Where to send the person. */
export async function oidcAddress(
  provider: OidcProvider,
  secrets: Secrets,
  purpose: SsoPurpose,
): Promise<string> {
  const server = await discover(provider);
  if (!server.authorization_endpoint) throw ssoRefusal("answer_refused", "unavailable");
  const url = new URL(server.authorization_endpoint);
  const parameters = {
    client_id: provider.config.clientId,
    redirect_uri: addressesOf(provider.slug).callback,
    response_type: "code",
    scope: provider.config.scopes,
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(secrets.codeVerifier),
    code_challenge_method: "S256",
    // Connecting and proving must be acts of the person at the provider too.
    ...(purpose === "sign_in" ? {} : { prompt: "login" }),
    ...(purpose === "prove" ? { max_age: "0" } : {}),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/** Checks the provider's answer from end to end: state, issuer, code with PKCE, signature, audience, nonce, time. */
export async function readOidcAnswer(
  provider: OidcProvider,
  { secrets }: SpentAttempt,
  parameters: URLSearchParams,
): Promise<ExternalAssertion> {
  try {
    return await exchange(provider, secrets, parameters);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (error instanceof oauth.AuthorizationResponseError && error.error === "access_denied")
      throw ssoRefusal("cancelled");
    log().warn({ err: error, provider: provider.slug }, "the answer of a sign-in provider was refused");
    throw ssoRefusal("answer_refused");
  }
}

async function exchange(
  provider: OidcProvider,
  secrets: Secrets,
  parameters: URLSearchParams,
): Promise<ExternalAssertion> {
  const found = await discover(provider);
  const client: oauth.Client = { client_id: provider.config.clientId, [oauth.clockTolerance]: 30 };
  const answer = oauth.validateAuthResponse(found, client, parameters, secrets.state);
  const response = await oauth.authorizationCodeGrantRequest(
    found,
    client,
    authentication(found, provider),
    answer,
    addressesOf(provider.slug).callback,
    secrets.codeVerifier,
    options(provider),
  );
  const server = provider.issuerTemplate
    ? await tenantServer(found, provider.issuerTemplate, response)
    : found;
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
    expectedNonce: secrets.nonce,
    requireIdToken: true,
  });
  // Over TLS the signature is optional; checked all the same, so that a proxy in between cannot write one.
  await oauth.validateApplicationLevelSignature(server, response, options(provider));
  const claims = oauth.getValidatedIdTokenClaims(tokens);
  if (!claims) throw new Error("The provider sent no ID token.");
  const more = server.userinfo_endpoint
    ? await oauth.processUserInfoResponse(
        server,
        client,
        claims.sub,
        await oauth.userInfoRequest(server, client, tokens.access_token, options(provider)),
      )
    : {};
  const at = claims.auth_time === undefined ? null : new Date(claims.auth_time * SECOND_MS);
  return { ...toAssertion(provider, { ...more, ...claims }), authenticatedAt: at };
}

function authentication(server: oauth.AuthorizationServer, provider: OidcProvider): oauth.ClientAuth {
  if (!provider.clientSecret) return oauth.None();
  // As Google and Microsoft document it; what they make of an encoded secret in a header, they do not say.
  if (provider.isFixed) return oauth.ClientSecretPost(provider.clientSecret);
  const methods = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
  return methods.includes("client_secret_basic")
    ? oauth.ClientSecretBasic(provider.clientSecret)
    : oauth.ClientSecretPost(provider.clientSecret);
}

const TenantToken = z.object({ id_token: z.string() });
const TenantClaim = z.object({ tid: z.string().regex(/^[0-9a-f-]{36}$/) });

/** The tenant names itself in the token; whether it may is then checked by issuer and signature. */
async function tenantServer(server: oauth.AuthorizationServer, template: string, response: Response) {
  const { id_token } = TenantToken.parse(await response.clone().json());
  const payload: unknown = JSON.parse(Buffer.from(id_token.split(".")[1] ?? "", "base64url").toString());
  return { ...server, issuer: template.replace("{tenantid}", TenantClaim.parse(payload).tid) };
}

/** Microsoft's own directory of personal accounts; it checks addresses itself. */
const PERSONAL_TENANT = "9188040d-6c67-4c5b-b112-36a304b66dad";

const Profile = z.object({
  sub: z.string(),
  email: z.string().nullish().catch(null),
  email_verified: z.union([z.boolean(), z.string()]).nullish().catch(null),
  name: z.string().nullish().catch(null),
  tid: z.string().optional().catch(undefined),
  xms_edov: z.unknown().optional(),
});

function toAssertion(
  provider: OidcProvider,
  raw: Record<string, unknown>,
): Omit<ExternalAssertion, "authenticatedAt"> {
  const profile = Profile.parse(raw);
  const email = profile.email ? normaliseAddress(profile.email) : null;
  // A tenant's administrator writes what they like into "email"; only these claims say that Microsoft has checked it.
  const isChecked = provider.issuerTemplate
    ? profile.tid === PERSONAL_TENANT || ["true", "1"].includes(String(profile.xms_edov))
    : String(profile.email_verified) === "true";
  return {
    providerId: provider.id,
    // Microsoft's "sub" is of one app and tenant, as every issuer's own.
    subject: provider.issuerTemplate ? `${profile.tid ?? ""}:${profile.sub}` : profile.sub,
    email,
    isEmailVerified: isChecked && isVouchedFor(email, provider),
    name: profile.name ?? null,
    claims: textClaims(raw),
  };
}

/** Whoever runs a house of their own writes what they like into it, so it is believed of the domains named for it alone. */
function isVouchedFor(email: string | null, { isFixed, config }: OidcProvider): boolean {
  if (email === null) return false;
  return isFixed || isDomainAmong(domainOf(email), config.emailDomains);
}
