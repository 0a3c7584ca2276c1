import type { IncomingMessage } from "node:http";
import { randomBase62 } from "#server/platform/ids.ts";

const SHAPE = /^req_[0-9A-Za-z]{20}$/;
/** Drawn once for each process, so that an id costs a counter and no random bytes. */
const PROCESS_PART = randomBase62(12);
const COUNTER_DIGITS = 8;

let counter = 0;

/** The id a proxy of ours has given the request, or a new one. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers["x-request-id"];
  if (typeof given === "string" && SHAPE.test(given)) return given;
  counter++;
  return `req_${PROCESS_PART}${counter.toString(36).padStart(COUNTER_DIGITS, "0")}`;
}
