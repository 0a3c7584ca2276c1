import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { closeDb, db } from "./db.ts";
import { log, nameProcess } from "./log.ts";

const FINISH_MS = 8_000;
const END_MS = 10_000;

type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

interface ServeOptions {
  name: string;
  port: number;
  handler: Handler;
  /** Runs after the last request was answered. */
  onStop?: () => Promise<void>;
}

/** Whether the database answers; what /readyz says in every process. */
export async function isReady(): Promise<boolean> {
  try {
    await db().$queryRaw`SELECT 1`;
    return true;
  } catch {
    return false;
  }
}

/**
 * A node:http server with /healthz (the process lives) and /readyz (its database answers), that on SIGTERM or
 * SIGINT stops accepting, lets requests finish for at most 8 s, runs onStop and ends, all within 10 s.
 */
export function serve({ name, port, handler, onStop }: ServeOptions): Server {
  nameProcess(name);
  let isStopping = false;
  const server = createServer((request, response) => {
    // A gateway's busy connections would otherwise never end; told so, it opens new ones elsewhere.
    if (isStopping) response.setHeader("connection", "close");
    if (request.url === "/healthz") return void plain(response, 200, "ok\n");
    if (request.url === "/readyz") return void answerReady(response, isStopping);
    const failed = (error: unknown) => {
      log().error({ err: error, url: request.url?.split("?")[0] }, "request failed");
      if (response.headersSent) response.destroy();
      else plain(response, 500, "The server failed. Try again.\n");
    };
    try {
      const done = handler(request, response);
      if (done) done.catch(failed);
    } catch (error) {
      failed(error);
    }
  });
  server.keepAliveTimeout = 65_000;
  server.headersTimeout = 20_000;
  server.requestTimeout = 60_000;
  server.listen(port, () => log().info({ port }, `${name} listens`));

  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => server.closeAllConnections(), FINISH_MS).unref();
    setTimeout(() => process.exit(1), END_MS).unref();
    server.close(() => {
      void Promise.resolve(onStop?.())
        .then(closeDb)
        .finally(() => process.exit(0));
    });
    server.closeIdleConnections();
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  return server;
}

async function answerReady(response: ServerResponse, isStopping: boolean): Promise<void> {
  const ready = !isStopping && (await isReady());
  plain(response, ready ? 200 : 503, ready ? "ready\n" : "not ready\n");
}

function plain(response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" })
    .end(text);
}
