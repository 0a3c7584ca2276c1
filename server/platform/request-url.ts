import diagnostics from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

/**
 * Rewrites, on every request of this process and before anybody reads it, a path whose percent-encoding is no text:
 * Next answers such a path with a bare 500, where it should say that nothing is there.
 */
export function mendRequestUrls(): void {
  diagnostics.subscribe("http.server.request.start", mend);
}

export function stopMendingRequestUrls(): void {
  diagnostics.unsubscribe("http.server.request.start", mend);
}

function mend(message: unknown): void {
  if (typeof message !== "object" || message === null || !("request" in message)) return;
  const request = message.request as IncomingMessage; // what this channel of node:http carries
  const [path = "", ...query] = (request.url ?? "").split("?");
  if (isDecodable(path)) return;
  request.url = [path.replaceAll("%", "%25"), ...query].join("?");
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
