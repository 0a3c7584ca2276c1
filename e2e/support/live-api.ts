import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import Provider from "oidc-provider";

/** A real API of this machine with a real OpenID provider, for the console to call. */
export interface LiveApi {
  url: string;
  /** The document that describes it. */
  document: string;
  close: () => void;
}

export async function startLiveApi(redirectUri: string): Promise<LiveApi> {
  const provider: { handle?: (request: IncomingMessage, response: ServerResponse) => unknown } = {};
  const server = createServer((request, response) => {
    if (request.url?.startsWith("/api/")) answer(request, response);
    else provider.handle?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  provider.handle = new Provider(url, {
    clients: [
      {
        client_id: "console",
        token_endpoint_auth_method: "none",
        grant_types: ["authorization_code"],
        response_types: ["code"],
        redirect_uris: [redirectUri],
      },
    ],
    scopes: ["openid", "read"],
    pkce: { required: () => true },
  }).callback();
  return {
    url,
    document: JSON.stringify(documentOf(url)),
    close: () => server.closeAllConnections() ?? server.close(),
  };
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  if (request.url === "/api/ticks") {
    response.writeHead(200, { "content-type": "text/event-stream" });
    let count = 0;
    const timer = setInterval(() => response.write(`event: tick\ndata: {"count":${++count}}\n\n`), 100);
    response.on("close", () => clearInterval(timer));
    return;
  }
  if (request.url === "/api/file") {
    response
      .writeHead(200, { "content-type": "application/zip" })
      .end(Buffer.from([0x50, 0x4b, 5, 6, 0, 255]));
    return;
  }
  const isKnown = /^Bearer .+/.test(request.headers.authorization ?? "");
  response
    .writeHead(isKnown ? 200 : 401, { "content-type": "application/json" })
    .end(JSON.stringify({ isKnown, big: 1 }));
}

function documentOf(url: string) {
  const get = (operationId: string, summary: string, type: string, security: object[]) => ({
    get: {
      operationId,
      summary,
      security,
      responses: {
        "200": { description: "The answer.", content: { [type]: { schema: {} } } },
        "400": { description: "Not understood." },
      },
    },
  });
  return {
    openapi: "3.1.0",
    info: { title: "Local", version: "1", license: { name: "Open", url: "https://x.example/licence" } },
    servers: [{ url: `${url}/{base}`, variables: { base: { default: "api" } } }],
    paths: {
      "/me": get("readMe", "Who am I", "application/json", [{ signIn: ["read"] }]),
      "/ticks": get("streamTicks", "Ticks as they come", "text/event-stream", []),
      "/file": get("readFile", "A file", "application/zip", []),
    },
    components: {
      securitySchemes: {
        signIn: {
          type: "oauth2",
          flows: {
            authorizationCode: {
              authorizationUrl: `${url}/auth`,
              tokenUrl: `${url}/token`,
              scopes: { read: "Read things" },
            },
          },
        },
      },
    },
  };
}
