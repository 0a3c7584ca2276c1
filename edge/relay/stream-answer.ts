import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { decoderFor } from "#server/platform/content-coding.ts";
import type { OutsideAnswer, OutsideCall } from "#server/platform/open-outside.ts";
import { packHeaders, SAFE, SAFE_BODY } from "./answer-headers.ts";
import type { RelayLimits } from "./limits.ts";
import { Stop } from "./stop.ts";

const STREAMS = /^(text\/event-stream|application\/(x-ndjson|jsonl|json-seq|stream\+json))\b/i;

/** Thrown into a stream of events whose time is over: it ends as if the server had ended it. */
export class StreamOver extends Error {}

export function isStream(answer: OutsideAnswer): boolean {
  return STREAMS.test(headerOf(answer, "content-type") ?? "");
}

/**
 * Hands the answer on as it comes, unpacked, no faster than the browser reads it. A body that reaches the limit ends
 * there: it has exactly X-Relay-Max-Bytes bytes, which a whole one never has. Answers how many bytes went out.
 */
export async function streamAnswer(
  response: ServerResponse,
  requestId: string,
  answer: OutsideAnswer,
  call: Pick<OutsideCall, "timing" | "signal">,
  limits: RelayLimits,
): Promise<number> {
  if (!isBodiless(response, answer) && Number(headerOf(answer, "content-length") ?? 0) >= limits.answerBytes)
    throw tooLarge(limits);
  const { text, leftOut } = packHeaders(answer.headers, limits);
  response.writeHead(200, [
    ...SAFE,
    ...SAFE_BODY,
    ...["x-request-id", requestId],
    ...["x-relay-status", String(answer.status)],
    ...["x-relay-headers", text],
    ...["x-relay-timing", JSON.stringify(call.timing)],
    ...["x-relay-max-bytes", String(limits.answerBytes)],
    ...(leftOut > 0 ? ["x-relay-headers-left-out", String(leftOut)] : []),
  ]);
  response.flushHeaders();
  let sent = 0;
  try {
    for await (const chunk of unpacked(answer)) {
      const piece = chunk.subarray(0, limits.answerBytes - sent);
      sent += piece.length;
      if (!response.write(piece)) await once(response, "drain", { signal: call.signal });
      if (sent >= limits.answerBytes) break;
    }
  } catch (error) {
    // Waiting for a slow browser fails with an error of its own.
    if (!(error instanceof StreamOver || call.signal.reason instanceof StreamOver)) throw error;
  }
  response.end();
  return sent;
}

function tooLarge({ answerBytes }: RelayLimits): Stop {
  return new Stop(
    "answer_too_large",
    `The answer has ${answerBytes / 1024 / 1024} MB or more. Ask for less, or call the server without the portal.`,
  );
}

/** An answer to HEAD tells a length that it does not have. */
function isBodiless(response: ServerResponse, answer: OutsideAnswer): boolean {
  return (
    String(response.req.headers["x-relay-method"]).toUpperCase() === "HEAD" ||
    answer.status === 204 ||
    answer.status === 304
  );
}

async function* unpacked(answer: OutsideAnswer): AsyncGenerator<Uint8Array> {
  const decoder = decoderFor(headerOf(answer, "content-encoding"));
  let source: Readable = answer.body;
  if (decoder && decoder !== "unknown") {
    answer.body.on("error", (error) => decoder.destroy(error)).pipe(decoder);
    source = decoder;
  }
  try {
    for await (const chunk of source) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError("A body is bytes.");
      yield chunk;
    }
  } finally {
    source.on("error", () => undefined).destroy();
    answer.body.on("error", () => undefined).destroy();
  }
}

function headerOf(answer: OutsideAnswer, name: string): string | undefined {
  return answer.headers.find(([given]) => given === name)?.[1];
}
