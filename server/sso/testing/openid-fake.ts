import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from "node:crypto";

/** What the fake says of the next person, and how it misbehaves. */
export interface Saying {
  claims: Record<string, unknown>;
  /** Changes the ID token after everything else, such as its issuer. */
  spoil?: Record<string, unknown>;
  /** Signs with a key that is not published. */
  isForged?: boolean;
}

interface House {
  discovery: Record<string, unknown> & {
    token_endpoint: string;
    jwks_uri: string;
    userinfo_endpoint: string;
  };
  discoveryUrl: string;
  clientId: string;
  clientSecret: string;
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/**
 * A stand-in for a provider on the internet, built from its published documents: discovery, token, keys and userinfo at
 * its own addresses, answered in place of the network. It checks client (in the body, as documented), code, PKCE, redirect.
 */
export class OpenIdFake {
  saying: Saying = { claims: {} };
  private readonly keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
  private readonly foreign = generateKeyPairSync("rsa", { modulusLength: 2048 });
  private readonly codes = new Map<string, { asked: URLSearchParams; saying: Saying }>();
  private readonly tokens = new Map<string, Record<string, unknown>>();
  private readonly house: House;

  constructor(house: House) {
    this.house = house;
  }

  /** As a browser: from the portal's address to the query that comes back to it. */
  walk(url: string): URLSearchParams {
    const asked = new URL(url).searchParams;
    const code = randomUUID();
    this.codes.set(code, { asked, saying: this.saying });
    return new URLSearchParams({ code, state: asked.get("state") ?? "" });
  }

  /** Its answer, or null when the address is none of its own. */
  async answer(url: string, init: RequestInit = {}): Promise<Response | null> {
    const { discovery, discoveryUrl } = this.house;
    if (url === discoveryUrl) return Response.json(discovery);
    if (url === discovery.jwks_uri) return Response.json({ keys: [this.jwk(this.keys.publicKey)] });
    if (url === discovery.token_endpoint) return this.token(new Request(url, init));
    if (url === discovery.userinfo_endpoint) {
      const bearer = new Headers(init.headers).get("authorization")?.replace("Bearer ", "") ?? "";
      const claims = this.tokens.get(bearer);
      // Several fakes may share this address; the token says whose it is.
      return claims ? Response.json(claims) : null;
    }
    return null;
  }

  private async token(request: Request): Promise<Response> {
    const form = new URLSearchParams(await request.text());
    const code = this.codes.get(form.get("code") ?? "");
    this.codes.delete(form.get("code") ?? "");
    const { clientId, clientSecret } = this.house;
    const isClient = form.get("client_id") === clientId && form.get("client_secret") === clientSecret;
    if (!isClient) return Response.json({ error: "invalid_client" }, { status: 401 });
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const isAsked =
      code?.asked.get("code_challenge") === challenge &&
      code.asked.get("redirect_uri") === form.get("redirect_uri");
    if (!code || !isAsked) return Response.json({ error: "invalid_grant" }, { status: 400 });
    const accessToken = randomUUID();
    const { claims, spoil, isForged } = code.saying;
    this.tokens.set(accessToken, claims);
    const now = Math.floor(Date.now() / 1000);
    const idToken = {
      aud: clientId,
      iat: now,
      nbf: now,
      exp: now + 3_600,
      nonce: code.asked.get("nonce"),
      ...claims,
      ...spoil,
    };
    const { privateKey } = isForged ? this.foreign : this.keys;
    return Response.json({
      access_token: accessToken,
      token_type: "Bearer",
      expires_in: 3_599,
      scope: "openid email profile",
      id_token: this.signed(idToken, privateKey),
    });
  }

  private jwk(key: KeyObject) {
    return { ...key.export({ format: "jwk" }), kid: "fake", use: "sig", alg: "RS256" };
  }

  private signed(claims: Record<string, unknown>, key: KeyObject): string {
    const body = `${encode({ alg: "RS256", typ: "JWT", kid: "fake" })}.${encode(claims)}`;
    return `${body}.${sign("sha256", Buffer.from(body), key).toString("base64url")}`;
  }
}

const CLIENT = { clientId: "portico-at-the-fake", clientSecret: "a secret of the fake and the portal" };

/** From accounts.google.com/.well-known/openid-configuration. */
export function googleFake(): OpenIdFake {
  return new OpenIdFake({
    ...CLIENT,
    discoveryUrl: "https://accounts.google.com/.well-known/openid-configuration",
    discovery: {
      issuer: "https://accounts.google.com",
      authorization_endpoint: "https://accounts.google.com/o/oauth2/v2/auth",
      token_endpoint: "https://oauth2.googleapis.com/token",
      userinfo_endpoint: "https://openidconnect.googleapis.com/v1/userinfo",
      jwks_uri: "https://www.googleapis.com/oauth2/v3/certs",
      response_types_supported: ["code", "token", "id_token"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
      scopes_supported: ["openid", "email", "profile"],
      token_endpoint_auth_methods_supported: ["client_secret_post", "client_secret_basic"],
      code_challenge_methods_supported: ["plain", "S256"],
    },
  });
}

/** From login.microsoftonline.com/<tenant>/v2.0/.well-known/openid-configuration; shared ones name no tenant. */
export function microsoftFake(tenant: string, issuerTenant = "{tenantid}"): OpenIdFake {
  const base = "https://login.microsoftonline.com";
  return new OpenIdFake({
    ...CLIENT,
    discoveryUrl: `${base}/${tenant}/v2.0/.well-known/openid-configuration`,
    discovery: {
      issuer: `${base}/${issuerTenant}/v2.0`,
      authorization_endpoint: `${base}/${tenant}/oauth2/v2.0/authorize`,
      token_endpoint: `${base}/${tenant}/oauth2/v2.0/token`,
      userinfo_endpoint: "https://graph.microsoft.com/oidc/userinfo",
      jwks_uri: `${base}/${tenant}/discovery/v2.0/keys`,
      response_modes_supported: ["query", "fragment", "form_post"],
      subject_types_supported: ["pairwise"],
      id_token_signing_alg_values_supported: ["RS256"],
      token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt", "client_secret_basic"],
      scopes_supported: ["openid", "profile", "email", "offline_access"],
    },
  });
}
