import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import Provider from "oidc-provider";

export interface HouseAccount {
  sub: string;
  email: string;
  email_verified: boolean;
  name: string;
  groups: string[];
}

/** A real OpenID provider on this machine, at which whoever is set as `account` signs in without being asked. */
export interface OidcHouse {
  issuer: string;
  account: HouseAccount;
  /** As a browser: from the portal's address to the query that comes back to it. */
  walk: (url: string, redirectUri: string) => Promise<URLSearchParams>;
  close: () => void;
}

export async function startOidcHouse(redirectUris: string[]): Promise<OidcHouse> {
  const held: { handle?: (request: IncomingMessage, response: ServerResponse) => unknown } = {};
  const server = createServer((request, response) => held.handle?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  const house: OidcHouse = {
    issuer,
    account: { sub: "one", email: "one@house.test", email_verified: true, name: "One House", groups: [] },
    walk: (url, redirectUri) => walk(url, redirectUri),
    close: () => server.closeAllConnections() ?? server.close(),
  };
  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: "portico",
        client_secret: "a secret of the house and the portal",
        grant_types: ["authorization_code"],
        response_types: ["code"],
        redirect_uris: redirectUris,
      },
    ],
    scopes: ["openid", "email", "profile"],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "groups"] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/sign-in-here/${uid}` },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...house.account, sub }) }),
    async loadExistingGrant({ oidc }) {
      const grant = new provider.Grant({
        clientId: oidc.client?.clientId ?? "",
        accountId: oidc.session?.accountId ?? "",
      });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  });
  const callback = provider.callback();
  held.handle = (request, response) =>
    request.url?.startsWith("/sign-in-here/")
      ? provider.interactionFinished(request, response, { login: { accountId: house.account.sub } })
      : callback(request, response);
  return house;
}

async function walk(start: string, redirectUri: string): Promise<URLSearchParams> {
  const jar = new Map<string, string>();
  let url = start;
  for (let hop = 0; hop < 10; hop++) {
    if (url.startsWith(redirectUri)) return new URL(url).searchParams;
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { redirect: "manual", headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const location = response.headers.get("location");
    if (!location) throw new Error(`The house answered ${response.status}: ${await response.text()}`);
    url = new URL(location, url).href;
  }
  throw new Error("The house redirects too often.");
}
