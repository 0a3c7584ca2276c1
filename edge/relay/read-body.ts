import type { IncomingMessage } from "node:http";
import { Transform } from "node:stream";
import type { RelayLimits } from "./limits.ts";
import { Stop } from "./stop.ts";

export interface RelayedBody {
  stream: Transform | null;
  /** Null when only its end will tell. */
  length: number | null;
}

/** The body as it comes in, stopped where it passes the limit. */
export function readBody(request: IncomingMessage, limits: RelayLimits): RelayedBody {
  const told = request.headers["content-length"];
  const length = told === undefined ? null : Number(told);
  if (length !== null && length > limits.requestBytes) throw tooLarge(limits);
  const isEmpty = length === 0 || (length === null && request.headers["transfer-encoding"] === undefined);
  if (isEmpty) return { stream: null, length: null };
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.length;
      if (bytes > limits.requestBytes) done(tooLarge(limits));
      else done(null, chunk);
    },
  });
  return { stream: request.pipe(stream), length };
}

function tooLarge({ requestBytes }: RelayLimits): Stop {
  return new Stop(
    "request_too_large",
    `The body has more than ${requestBytes / 1024 / 1024} MB. Call the server without the portal.`,
    // The rest of the body is not read.
    ["connection", "close"],
  );
}
