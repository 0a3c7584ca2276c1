import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";

interface GithubEmail {
  email: string;
  primary: boolean;
  verified: boolean;
  visibility: "public" | "private" | null;
}

/** A stand-in for GitHub on this machine, after its documentation of web application flow, /user and /user/emails. */
export interface GithubFake {
  url: string;
  clientId: string;
  clientSecret: string;
  user: { id: number; login: string; name: string | null };
  emails: GithubEmail[];
  /** As a browser: from the portal's address to the query that comes back to it. */
  walk: (url: string) => URLSearchParams;
  close: () => void;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const piece of request) text += piece;
  return text;
}

export async function startGithubFake(): Promise<GithubFake> {
  const codes = new Map<string, URLSearchParams>();
  const tokens = new Set<string>();
  const server = createServer(async (request, response) => {
    const say = (status: number, body: unknown) =>
      response
        .writeHead(status, { "content-type": "application/json; charset=utf-8" })
        .end(JSON.stringify(body));
    if (!request.headers["user-agent"]) {
      const message =
        "Request forbidden by administrative rules. Please make sure your request has a User-Agent header";
      return say(403, { message });
    }
    if (request.url === "/login/oauth/access_token" && request.method === "POST") {
      const form = new URLSearchParams(await textOf(request));
      const asked = codes.get(form.get("code") ?? "");
      codes.delete(form.get("code") ?? "");
      const isClient =
        form.get("client_id") === fake.clientId && form.get("client_secret") === fake.clientSecret;
      if (!isClient) return say(200, { error: "incorrect_client_credentials" });
      const verifier = createHash("sha256").update(form.get("code_verifier") ?? "");
      if (!asked || asked.get("code_challenge") !== verifier.digest("base64url")) {
        // GitHub answers faults of this address with 200.
        return say(200, {
          error: "bad_verification_code",
          error_description: "The code is incorrect or expired.",
        });
      }
      const token = `gho_${randomUUID()}`;
      tokens.add(token);
      return say(200, { access_token: token, scope: "read:user,user:email", token_type: "bearer" });
    }
    if (!tokens.has(request.headers.authorization?.replace("Bearer ", "") ?? ""))
      return say(401, { message: "Bad credentials" });
    if (request.url === "/api/user") return say(200, { ...fake.user, email: null, type: "User" });
    if (request.url === "/api/user/emails") return say(200, fake.emails);
    return say(404, { message: "Not Found" });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const fake: GithubFake = {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    clientId: "portico-at-the-fake",
    clientSecret: "a secret of the fake and the portal",
    user: { id: 1, login: "octo", name: "Octo Cat" },
    emails: [],
    walk(url) {
      const asked = new URL(url).searchParams;
      const code = randomUUID();
      codes.set(code, asked);
      return new URLSearchParams({ code, state: asked.get("state") ?? "" });
    },
    close: () => server.closeAllConnections() ?? server.close(),
  };
  return fake;
}
