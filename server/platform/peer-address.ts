import diagnostics from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

/**
 * Appends to X-Forwarded-For, on every request of this process and before anybody reads it, the address of the
 * connection itself, as a proxy would. Next passes the header on as the client wrote it and hides the socket, so that
 * without this a client could name any address as its own.
 */
export function appendPeerAddress(): void {
  diagnostics.subscribe("http.server.request.start", append);
}

export function stopAppendingPeerAddress(): void {
  diagnostics.unsubscribe("http.server.request.start", append);
}

function append(message: unknown): void {
  if (!isRequestStart(message)) return;
  const { headers, socket } = message.request;
  const peer = socket.remoteAddress ?? "unknown";
  const given = headers["x-forwarded-for"];
  headers["x-forwarded-for"] = given ? `${given}, ${peer}` : peer;
}

function isRequestStart(message: unknown): message is { request: IncomingMessage } {
  return typeof message === "object" && message !== null && "request" in message;
}
