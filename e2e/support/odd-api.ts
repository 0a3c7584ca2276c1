import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** A real API of this machine that says what it was sent, and answers in ways that need explaining. */
export interface OddApi {
  document: object;
  close: () => void;
}

export async function startOddApi(): Promise<OddApi> {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { document: documentOf(port), close: () => server.closeAllConnections() ?? server.close() };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const json = { "content-type": "application/json" };
  switch (request.url?.split("?")[0]) {
    case "/elsewhere":
      response.writeHead(302, { location: "/somewhere" }).end();
      return;
    case "/broken":
      response.writeHead(200, json).end('{"half":');
      return;
    case "/ticks":
      response.writeHead(200, { "content-type": "text/event-stream" }).end("data: one\n\ndata: two\n\n");
      return;
    case "/picture":
      response.writeHead(200, { "content-type": "image/svg+xml" }).end(PICTURE);
      return;
    default:
      response.writeHead(200, json).end(
        JSON.stringify({
          url: request.url,
          type: request.headers["content-type"],
          body: String(Buffer.concat(chunks)),
        }),
      );
  }
}

const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="18"/></svg>';

const text = { type: "string" };
const list = { type: "array", items: text };

function documentOf(port: number) {
  const answers = {
    "200": { description: "What was sent.", content: { "application/json": { schema: {} } } },
  };
  const get = (operationId: string, type = "application/json") => ({
    get: {
      operationId,
      summary: operationId,
      security: [],
      responses: { "200": { description: "The answer.", content: { [type]: { schema: {} } } } },
    },
  });
  return {
    openapi: "3.2.0",
    info: { title: "Odd", version: "1", license: { name: "Open", url: "https://x.example/licence" } },
    servers: [
      { url: `http://127.0.0.1:${port}`, name: "Here" },
      { url: "https://no-such-host.invalid", name: "Nowhere" },
      { url: "http://127.0.0.1:9", name: "Closed" },
      { url: `https://127.0.0.1:${port}`, name: "Not secured" },
    ],
    paths: {
      "/form": {
        post: {
          operationId: "sendForm",
          summary: "Send a form",
          security: [],
          requestBody: {
            required: true,
            content: {
              "application/x-www-form-urlencoded": {
                schema: { type: "object", required: ["ids", "tags"], properties: { ids: list, tags: list } },
                encoding: { ids: { style: "pipeDelimited", explode: false } },
                example: { ids: ["a", "b"], tags: ["x", "y"] },
              },
            },
          },
          responses: answers,
        },
      },
      "/parts": {
        post: {
          operationId: "sendParts",
          summary: "Send parts in order",
          security: [],
          requestBody: {
            required: true,
            content: {
              "multipart/mixed": {
                schema: {
                  type: "array",
                  minItems: 2,
                  prefixItems: [{ type: "object", properties: { title: text } }],
                  items: text,
                },
                prefixEncoding: [
                  {
                    contentType: "application/json",
                    headers: { "X-Lang": { required: true, schema: text, example: "nl" } },
                  },
                ],
                itemEncoding: { contentType: "text/markdown" },
                example: [{ title: "Hall" }, "first"],
              },
            },
          },
          responses: answers,
        },
      },
      "/whole": {
        get: {
          operationId: "askWhole",
          summary: "Ask with a whole query",
          security: [],
          parameters: [
            {
              name: "everything",
              in: "querystring",
              required: true,
              content: {
                "application/x-www-form-urlencoded": {
                  schema: { type: "object", properties: { q: text, ids: list } },
                  example: { q: "a b", ids: ["1", "2"] },
                },
              },
            },
          ],
          responses: answers,
        },
      },
      "/../../../api/v1/apps": get("climbOut"),
      "/{first}/{second}/{third}/api/v1/apps": {
        get: {
          ...get("climbByValues").get,
          parameters: [
            ...["first", "second", "third"].map((name) => ({
              ...{ name, in: "path", required: true, schema: text, example: ".." },
            })),
            { name: "Next-Action", in: "header", required: true, schema: text, example: "0" },
            { name: "pass", in: "cookie", required: true, schema: text, example: "p" },
          ],
        },
      },
      "/elsewhere": get("goElsewhere"),
      "/broken": get("answerBroken"),
      "/ticks": get("tickTwice", "text/event-stream"),
      "/picture": get("seePicture", "image/svg+xml"),
    },
  };
}
