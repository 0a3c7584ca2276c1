// The web process: pages and the REST API by Next, and before it what the build left for browsers, compressed already.
import { createServer } from "node:http";
import next from "next";
import { env } from "#server/platform/env.ts";
import { log } from "#server/platform/log.ts";
import { staticFiles } from "./static-files.ts";
import { stopGracefully } from "./stop-gracefully.ts";

const port = env().WEB_PORT;
const server = createServer();
server.keepAliveTimeout = 65_000; // longer than proxies keep theirs, or they meet connections that are just closing
server.headersTimeout = 70_000;

// Where Next asks itself for the page that an action leads to; it would take the Host header's word otherwise.
process.env.__NEXT_PRIVATE_ORIGIN = `http://localhost:${port}`;

const app = next({ dev: false, port, httpServer: server });
const answerStatic = staticFiles(".next/static", "/_next/static/");
await app.prepare();
const answerPage = app.getRequestHandler();
server.on("request", (request, response) => {
  if (answerStatic(request, response)) return;
  answerPage(request, response).catch((error: unknown) => {
    log().error({ err: error, path: request.url?.split("?")[0] }, "request failed");
    if (response.headersSent) response.destroy();
    else
      response
        .writeHead(500, { "content-type": "text/plain; charset=utf-8" })
        .end("The server failed. Try again.\n");
  });
});
stopGracefully(server, () => app.close());
server.listen(port);
