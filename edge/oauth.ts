import type { IncomingMessage, ServerResponse } from "node:http";
import { type Configuration, errors, type KoaContextWithOIDC, Provider } from "oidc-provider";
import {
  ACCESS_TOKEN_PREFIX,
  findUsableClient,
  loadSigningKeys,
  noteTokenIssued,
} from "#server/oauth/index.ts";
import { clock } from "#server/platform/clock.ts";
import { env } from "#server/platform/env.ts";
import { randomBase62 } from "#server/platform/ids.ts";
import { isSameHash, pepperedHash, secretFor } from "#server/platform/keyring.ts";
import { log } from "#server/platform/log.ts";
import { OidcAdapter } from "./oauth-adapter.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const MOUNT = "/oauth2";
const TOKEN_TTL_SECONDS = 3_600;

/** RFC 8414 puts the issuer's path behind the well-known name. */
const WELL_KNOWN: Record<string, string> = {
  "/.well-known/oauth-authorization-server/oauth2": "/.well-known/oauth-authorization-server",
  "/.well-known/openid-configuration/oauth2": "/.well-known/openid-configuration",
};

/** The library always routes an authorization endpoint; what is not listed here does not exist for us. */
const OPEN_PATHS = new Set([
  "/.well-known/openid-configuration",
  "/.well-known/oauth-authorization-server",
  "/jwks",
  "/token",
  "/token/introspection",
  "/token/revocation",
]);

/** Whether edge hands this path to the OAuth server. */
export function isOauthPath(path: string): boolean {
  return path === MOUNT || path.startsWith(`${MOUNT}/`) || path in WELL_KNOWN;
}

/** The OAuth 2.0 authorization server, ready to answer under /oauth2. Creates the first signing key when there is none. */
export async function createOauthHandler(): Promise<Handler> {
  const provider = await createProvider();
  const answer = provider.callback();
  const publicUrl = new URL(env().PUBLIC_URL);
  return async (request, response) => {
    const path = toProviderPath(request.url ?? "/");
    if (!path) return answerNotFound(response);
    // Only PUBLIC_URL says where we are; whatever a client or proxy claims is overwritten.
    request.headers.host = publicUrl.host;
    request.headers["x-forwarded-host"] = publicUrl.host;
    request.headers["x-forwarded-proto"] = publicUrl.protocol.slice(0, -1);
    Object.assign(request, { originalUrl: `${MOUNT}${path}`, url: path });
    await answer(request, response);
  };
}

function toProviderPath(url: string): string | undefined {
  const [path = "", ...query] = url.split("?");
  const inner = WELL_KNOWN[path] ?? (path.startsWith(`${MOUNT}/`) ? path.slice(MOUNT.length) : undefined);
  if (!inner || !OPEN_PATHS.has(inner)) return undefined;
  return query.length > 0 ? `${inner}?${query.join("?")}` : inner;
}

async function createProvider(): Promise<Provider> {
  const provider = new Provider(`${env().PUBLIC_URL}${MOUNT}`, await configuration());
  provider.proxy = true;

  // Several hashed secrets may be live at once, so the library's own comparison of one clear secret is replaced.
  Object.assign(provider.Client.prototype, { compareClientSecret: isOneOfItsSecrets });
  // The original also settles the token's format, so it runs although its value is not used.
  const { prototype } = provider.ClientCredentials;
  const settleFormat = Reflect.get(prototype, "generateTokenId");
  Object.assign(prototype, {
    generateTokenId(this: object): string {
      if (typeof settleFormat === "function") settleFormat.call(this);
      return `${ACCESS_TOKEN_PREFIX}${randomBase62(43)}`;
    },
  });

  provider.use(describeOnlyWhatExists);
  provider.on("server_error", (_ctx, error) => log().error({ err: error }, "oauth: request failed"));
  provider.on("client_credentials.saved", ({ clientId }) => {
    if (!clientId) return;
    noteTokenIssued(clientId, clock.now()).catch((error: unknown) =>
      log().warn({ err: error }, "oauth: last use not noted"),
    );
  });
  return provider;
}

async function configuration(): Promise<Configuration> {
  const audience = env().PUBLIC_URL;
  const isOwner = (_ctx: unknown, client: { clientId: string }, token: { clientId?: string }) =>
    token.clientId === client.clientId;
  return {
    adapter: OidcAdapter,
    jwks: { keys: await loadSigningKeys() },
    cookies: { keys: [secretFor("cookies").toString("base64url")] },
    scopes: [],
    claims: {},
    responseTypes: [],
    clientAuthMethods: ["client_secret_basic", "client_secret_post"],
    clientDefaults: { grant_types: ["client_credentials"], response_types: [], redirect_uris: [] },
    extraClientMetadata: { properties: ["secret_hashes"] },
    clientBasedCORS: (_ctx, origin) => origin === new URL(audience).origin,
    ttl: { ClientCredentials: TOKEN_TTL_SECONDS },
    renderError: (ctx, out) => {
      ctx.type = "json";
      ctx.body = out;
    },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      claimsParameter: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      dPoP: { enabled: false },
      clientCredentials: { enabled: true },
      introspection: { enabled: true, allowedPolicy: isOwner },
      revocation: { enabled: true, allowedPolicy: isOwner },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        getResourceServerInfo: async (ctx, resource) => {
          if (resource !== audience) throw new errors.InvalidTarget(`the only resource here is ${audience}`);
          const scope = await grantScopes(ctx);
          return { scope, audience, accessTokenTTL: TOKEN_TTL_SECONDS, accessTokenFormat: "opaque" };
        },
      },
    },
  };
}

/** What the app's active plans allow; a request that names no scope gets all of it, one that names more is refused. */
async function grantScopes(ctx: KoaContextWithOIDC): Promise<string> {
  const client = ctx.oidc.client
    ? await findUsableClient({ now: clock.now() }, ctx.oidc.client.clientId)
    : null;
  const allowed = client?.allowedScopes ?? [];
  const { params } = ctx.oidc;
  const asked = typeof params?.scope === "string" ? params.scope.split(" ").filter(Boolean) : [];
  const refused = asked.find((scope) => !allowed.includes(scope));
  if (refused)
    throw new errors.InvalidScope(`the scope "${refused}" is in none of the app's active plans`, refused);
  if (params && asked.length === 0 && allowed.length > 0) params.scope = allowed.join(" ");
  return allowed.join(" ");
}

function isOneOfItsSecrets(this: { secret_hashes?: unknown }, secret: string): boolean {
  const hash = pepperedHash("oauth-pepper", secret);
  const hashes = Array.isArray(this.secret_hashes) ? this.secret_hashes : [];
  return (
    hashes.filter((one) => typeof one === "string" && isSameHash(Buffer.from(one, "hex"), hash)).length > 0
  );
}

/** Takes out of the metadata what belongs to the flows that are not open. */
async function describeOnlyWhatExists(ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next();
  if (!ctx.path.startsWith("/.well-known/") || typeof ctx.body !== "object" || ctx.body === null) return;
  const body: Record<string, unknown> = { ...ctx.body };
  for (const name of Object.keys(body)) {
    if (
      /^(authorization_|claim|code_challenge|id_token_|subject_types|request_|response_modes|acr_|userinfo_|dpop_|scopes_)/.test(
        name,
      )
    )
      delete body[name];
  }
  ctx.body = { ...body, service_documentation: `${env().PUBLIC_URL}/guides` };
}

function answerNotFound(response: ServerResponse): void {
  const body = JSON.stringify({
    error: "invalid_request",
    error_description: "there is no such endpoint; see /oauth2/.well-known/oauth-authorization-server",
  });
  response
    .writeHead(404, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" })
    .end(body);
}
