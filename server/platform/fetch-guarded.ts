import { Readable } from "node:stream";
import { openOutside } from "./open-outside.ts";

const MAX_BYTES = 1024 * 1024;

interface GuardedInit {
  method?: string;
  headers?: Record<string, string>;
  body?: URLSearchParams | string | null | undefined;
}

/**
 * fetch() for servers that were named at run time and are sent secrets: no private addresses, no redirects, 10 seconds
 * and 1 MB at most.
 */
export async function fetchGuarded(address: string, init: GuardedInit = {}): Promise<Response> {
  const body = init.body ? Buffer.from(String(init.body)) : null;
  const headers: Record<string, string> = {
    "user-agent": "Portico",
    ...init.headers,
    "accept-encoding": "identity",
    ...(body ? { "content-length": String(body.byteLength) } : {}),
  };
  const answer = await openOutside(new URL(address), {
    method: init.method ?? "GET",
    headers: Object.entries(headers).flat(),
    body: body && Readable.from([body]),
    signal: AbortSignal.timeout(10_000),
    connectMs: 5_000,
    headersMs: 8_000,
    idleMs: 5_000,
    timing: {},
  });
  try {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of answer.body) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError("A body is bytes.");
      size += chunk.byteLength;
      if (size > MAX_BYTES) throw new RangeError(`${address} answers with more than 1 MB.`);
      chunks.push(chunk);
    }
    const isEmpty = [204, 205, 304].includes(answer.status);
    return new Response(isEmpty ? null : Buffer.concat(chunks), {
      status: answer.status,
      headers: answer.headers.filter(([name]) => name !== "content-encoding" && name !== "transfer-encoding"),
    });
  } finally {
    answer.body.on("error", () => undefined).destroy();
    await answer.close();
  }
}
