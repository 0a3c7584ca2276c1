import type { LookupFunction } from "node:net";
import { type Dispatcher, request } from "undici";
import { decoderFor } from "./content-coding.ts";
import { guardedAgent, PrivateAddress } from "./guarded-agent.ts";
import { Refusal } from "./refusal.ts";

interface OutboundOptions {
  maxBytes: number;
  /** For everything together: resolving, connecting, redirects and the body. */
  timeoutMs: number;
  accept?: string;
  maxRedirects?: number;
  /** Tests stand in for the name service. */
  lookup?: LookupFunction;
}

interface OutboundAnswer {
  status: number;
  /** Where the last redirect led. */
  url: string;
  mediaType: string | undefined;
  body: Uint8Array<ArrayBuffer>;
}

/**
 * Fetches an address that came from outside. Private, loopback, link-local and other special addresses are refused
 * when the socket connects, so that a name cannot resolve to something else after a check; each redirect is checked
 * again. Sends no cookies, no credentials, no referrer.
 */
export async function fetchOutside(address: string, options: OutboundOptions): Promise<OutboundAnswer> {
  const signal = AbortSignal.timeout(options.timeoutMs);
  let url = checkedUrl(address);
  try {
    for (let hop = 0; hop <= (options.maxRedirects ?? 3); hop++) {
      const agent = guardedAgent(url, {
        connectMs: Math.min(options.timeoutMs, 10_000),
        headersMs: options.timeoutMs,
        bodyMs: options.timeoutMs,
        lookup: options.lookup,
      });
      try {
        const response = await request(url, {
          dispatcher: agent,
          signal,
          headers: {
            accept: options.accept ?? "*/*",
            "accept-encoding": "gzip, deflate, br",
            "user-agent": "Portico",
          },
        });
        const location = redirectOf(response);
        if (location === null) {
          const body = await readBody(response, options.maxBytes);
          return {
            status: response.statusCode,
            url: url.href,
            mediaType: header(response, "content-type"),
            body,
          };
        }
        response.body.on("error", () => undefined).destroy();
        url = checkedUrl(URL.canParse(location, url) ? new URL(location, url).href : location);
      } finally {
        await agent.destroy();
      }
    }
  } catch (error) {
    throw explain(error, url, options);
  }
  throw refusal("The address redirects too often.");
}

function checkedUrl(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== "http:" && url?.protocol !== "https:")
    throw refusal("Only http and https addresses can be read.");
  if (url.username || url.password) throw refusal("Remove the user name and password from the address.");
  url.hash = "";
  return url;
}

function redirectOf(response: Dispatcher.ResponseData): string | null {
  return [301, 302, 303, 307, 308].includes(response.statusCode)
    ? (header(response, "location") ?? null)
    : null;
}

function header(response: Dispatcher.ResponseData, name: string): string | undefined {
  const value = response.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Counts both what travels and what it unpacks to. */
async function readBody(
  response: Dispatcher.ResponseData,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(header(response, "content-length") ?? 0) > maxBytes) {
    response.body.on("error", () => undefined).destroy();
    throw tooLarge(maxBytes);
  }
  const decoder = decoderFor(header(response, "content-encoding"));
  if (decoder === "unknown") throw refusal("The server sent an unknown content encoding.");
  const { body } = response;
  if (decoder) body.on("error", (error) => decoder.destroy(error)).pipe(decoder);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of decoder ?? body) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError("A body is bytes.");
      size += chunk.byteLength;
      if (size > maxBytes) throw tooLarge(maxBytes);
      chunks.push(chunk);
    }
  } finally {
    decoder?.on("error", () => undefined).destroy();
    body.on("error", () => undefined).destroy();
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function refusal(message: string): Refusal {
  return new Refusal("invalid_input", message, { url: message });
}

function tooLarge(maxBytes: number): Refusal {
  const message = `The address answers with more than ${Math.floor(maxBytes / 1024 / 1024)} MB.`;
  return new Refusal("too_large", message, { url: message });
}

/** Says what a person can act on; nothing about our own network beyond that. */
function explain(error: unknown, url: URL, options: OutboundOptions): Error {
  if (error instanceof Refusal) return error;
  const causes: unknown[] = [error, error instanceof Error ? error.cause : undefined];
  if (causes.some((cause) => cause instanceof PrivateAddress)) {
    return refusal(`${url.hostname} is not a public address, so it is not read from here.`);
  }
  const code = causes
    .map((cause) => (cause instanceof Error && "code" in cause ? String(cause.code) : ""))
    .find(Boolean);
  const name = error instanceof Error ? error.name : "";
  if (name === "TimeoutError" || name === "AbortError" || code?.endsWith("_TIMEOUT")) {
    return refusal(
      `${url.hostname} did not answer completely within ${Math.round(options.timeoutMs / 1000)} seconds.`,
    );
  }
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return refusal(`There is no server named ${url.hostname}.`);
  if (code?.startsWith("Z_") || code?.startsWith("ERR_"))
    return refusal(`The answer of ${url.hostname} could not be unpacked.`);
  return refusal(`${url.hostname} could not be reached.`);
}
