import type { Server } from "node:http";

const FINISH_MS = 8_000;
const END_MS = 10_000;

/** On SIGTERM or SIGINT: accepts no more, lets requests finish for at most 8 s, closes what is behind, and ends. */
export function stopGracefully(server: Server, close: () => Promise<void>): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => server.closeAllConnections(), FINISH_MS).unref();
    setTimeout(() => process.exit(1), END_MS).unref();
    server.close(() => void close().finally(() => process.exit(0)));
    server.closeIdleConnections();
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}
