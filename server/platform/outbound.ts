import { lookup as systemLookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import ipaddr from "ipaddr.js";
import { Agent, type Dispatcher, request } from "undici";
import { env } from "./env.ts";
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

const DECODERS = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
} as const;

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
      const agent = agentFor(url, options);
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

/** Whether Portico may connect to this IP address: ordinary unicast only, also inside IPv6 forms that carry IPv4. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === "unicast";
  // 64:ff9b::/96, 2002::/16 and 2001::/32 lead to an IPv4 address of the writer's choice; none is a plain web server.
  return parsed.range() === "unicast" && !parsed.match(ipaddr.IPv6.parseCIDR("::/96"));
}

function checkedUrl(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== "http:" && url?.protocol !== "https:")
    throw refusal("Only http and https addresses can be read.");
  if (url.username || url.password) throw refusal("Remove the user name and password from the address.");
  url.hash = "";
  return url;
}

function isAllowed(url: URL): boolean {
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  const names = [url.hostname, `${url.hostname}:${port}`];
  return env()
    .OUTBOUND_ALLOW.split(",")
    .map((entry) => entry.trim().toLowerCase())
    .some((entry) => entry !== "" && names.includes(entry));
}

class PrivateAddress extends Error {}

function agentFor(url: URL, options: OutboundOptions): Agent {
  const allowed = isAllowed(url);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // node:net never asks lookup about a literal address.
  if (!allowed && ipaddr.isValid(host) && !isPublicAddress(host)) throw new PrivateAddress();
  const resolve = options.lookup ?? (systemLookup as LookupFunction);
  const lookup: LookupFunction = (name, asked, done) => {
    resolve(name, { ...asked, all: true }, (error, found) => {
      if (error) return done(error, []);
      const addresses = Array.isArray(found)
        ? found
        : [{ address: found, family: ipaddr.parse(found).kind() === "ipv6" ? 6 : 4 }];
      if (!allowed && !addresses.every(({ address }) => isPublicAddress(address)))
        return done(new PrivateAddress(), []);
      const [first] = addresses;
      if (!first) return done(Object.assign(new Error("no address"), { code: "ENOTFOUND" }), []);
      return asked.all ? done(null, addresses) : done(null, first.address, first.family);
    });
  };
  return new Agent({
    connect: { lookup, timeout: Math.min(options.timeoutMs, 10_000) },
    connections: 1,
    pipelining: 0,
    maxHeaderSize: 32 * 1024,
    headersTimeout: options.timeoutMs,
    bodyTimeout: options.timeoutMs,
  });
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
  const encoding = header(response, "content-encoding")?.trim().toLowerCase() ?? "identity";
  if (encoding !== "identity" && !(encoding in DECODERS))
    throw refusal("The server sent an unknown content encoding.");
  const decoder = encoding === "identity" ? undefined : DECODERS[encoding as keyof typeof DECODERS]();
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
