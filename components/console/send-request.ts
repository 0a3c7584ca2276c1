import { isAmbiguousPath } from "#lib/ambiguous-path.ts";
import type { Answer } from "#lib/answer.ts";
import { isBodiless } from "#lib/method.ts";
import type { CallRequest } from "./build-request.ts";
import { encodeMultipart } from "./multipart.ts";

/** Gets a ticket for the relay, which calls live servers in the browser's place. */
export type FetchRelayTicket = (input: {
  api: string;
  version: string;
}) => Promise<Answer<{ ticket: string; expiresAt: string }>>;

export interface Reply {
  status: number;
  headers: [string, string][];
  body: ReadableStream<Uint8Array> | null;
  /** Milliseconds of the relay's own steps, as far as it knows them. */
  timing: Record<string, number>;
  isRelayed: boolean;
  /** A body of exactly this many bytes was cut there by the relay; null where nobody cuts. */
  cutAtBytes: number | null;
}

/** Why a call brought no answer. `code` is the relay's, or one of ours, such as offline or invalid_address. */
export class CallFailure extends Error {
  readonly code: string;
  readonly retryAfter: string | null;
  constructor(code: string, message: string, retryAfter: string | null = null) {
    super(message);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

export type Send = (request: CallRequest, signal?: AbortSignal) => Promise<Reply>;

/** Headers by which this origin tells its own pages' requests apart: a call never carries them. */
const PORTAL_HEADERS = /^(next-(action|url|router-.+|hmr-.+)|x-next(js)?-.+|x-middleware-.+|rsc)$/i;
/** A page cannot write the Cookie header. The sandbox takes this one for it, so no cookie of the portal goes along. */
const COOKIE_INSTEAD = "X-Sandbox-Cookie";

/** Sends to places of this origin, which need nobody in between, and never to another of its addresses. */
export function createStraight(...places: string[]): Send {
  return async (request, signal) => {
    const { pathname, search } = addressOf(request.url);
    if (!places.some((place) => pathname.startsWith(`${place}/`)))
      throw new CallFailure("invalid_address", OUTSIDE);
    const { body, headers } = payloadOf(request);
    const { method } = request;
    if (/^(trace|track|connect)$/i.test(method)) throw new CallFailure("browser_cannot", noMethod(method));
    if (body !== null && isBodiless(method)) throw new CallFailure("browser_cannot", noBody(method));
    const response = await reach(pathname + search, {
      method: request.method,
      headers: headers
        .filter(([name]) => !PORTAL_HEADERS.test(name))
        .map(([name, value]) => [/^cookie$/i.test(name) ? COOKIE_INSTEAD : name, value]),
      body,
      cache: "no-store",
      credentials: "omit",
      redirect: "manual",
      signal: signal ?? null,
    });
    return {
      status: response.status,
      headers: [...response.headers],
      body: response.body,
      timing: {},
      isRelayed: false,
      cutAtBytes: null,
    };
  };
}

const noMethod = (method: string): string =>
  `Browsers send no ${method}. Nothing was sent. Copy the curl command and send it from your machine.`;
const noBody = (method: string): string =>
  `Browsers send no body with ${method}. Nothing was sent. Choose “Send no body” as its content type, or copy the curl command.`;
const OUTSIDE = "This call would leave the sandbox. Nothing was sent; its publisher must mend the path.";
const UNCLEAR =
  "Its path has a part that is “.” or “..”, or a backslash, and would be read as another one. Nothing was sent. Check the path’s parameters.";
const NO_ADDRESS =
  "The server’s address is not valid. Nothing was sent. Check the server’s variables, or choose another server.";

/** The address as it is written, which a URL no longer tells. */
function addressOf(url: string): URL {
  if (!URL.canParse(url)) throw new CallFailure("invalid_address", NO_ADDRESS);
  const path = /^[^:]*:\/*[^/?#\\]*([^?#]*)/.exec(url)?.[1] ?? "";
  if (isAmbiguousPath(path)) throw new CallFailure("invalid_address", UNCLEAR);
  return new URL(url);
}

/** Sends through the portal's relay; a ticket that has run out is renewed once. */
export function createRelay(place: { api: string; version: string }, fetchTicket: FetchRelayTicket): Send {
  let held: { ticket: string; endsMs: number } | null = null;

  async function ticketOf(isRenewed: boolean): Promise<string> {
    if (held && !isRenewed && held.endsMs > Date.now() + 5_000) return held.ticket;
    const answer = await fetchTicket(place).catch(() => {
      throw new CallFailure("offline", "The portal could not be reached.");
    });
    if (!answer.ok) {
      const code = answer.code === "not_signed_in" ? "not_signed_in" : "refused";
      throw new CallFailure(code, answer.message);
    }
    held = { ticket: answer.value.ticket, endsMs: Date.parse(answer.value.expiresAt) };
    return held.ticket;
  }

  return async (request, signal) => {
    const attempt = async (isRenewed: boolean) => relay(request, await ticketOf(isRenewed), signal);
    try {
      return await attempt(false);
    } catch (error) {
      if (error instanceof CallFailure && error.code === "ticket_expired") return attempt(true);
      throw error;
    }
  };
}

async function relay(request: CallRequest, ticket: string, signal?: AbortSignal): Promise<Reply> {
  const { body, headers } = payloadOf(request);
  const response = await reach("/relay", {
    method: "POST",
    headers: {
      Authorization: `Relay ${ticket}`,
      "X-Relay-Method": request.method,
      "X-Relay-Url": addressOf(request.url).href,
      "X-Relay-Headers": packHeaders(headers),
      "Content-Type": "application/octet-stream",
    },
    body,
    cache: "no-store",
    credentials: "omit",
    signal: signal ?? null,
  });
  const status = Number(response.headers.get("x-relay-status"));
  if (!response.ok || !status) throw await failureOf(response);
  return {
    status,
    headers: unpackHeaders(response.headers.get("x-relay-headers") ?? ""),
    body: response.body,
    timing: readTiming(response.headers.get("x-relay-timing")),
    isRelayed: true,
    cutAtBytes: Number(response.headers.get("x-relay-max-bytes")) || null,
  };
}

async function failureOf(response: Response): Promise<CallFailure> {
  const problem: unknown = await response.json().catch(() => null);
  const of = (name: string): string => {
    const value = typeof problem === "object" && problem !== null ? Reflect.get(problem, name) : "";
    return typeof value === "string" ? value : "";
  };
  return new CallFailure(
    of("code") || "relay_failed",
    of("detail") || of("title") || `The portal's relay answered ${response.status}.`,
    response.headers.get("retry-after"),
  );
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new CallFailure("offline", "The portal could not be reached.");
  }
}

interface Payload {
  body: BodyInit | null;
  headers: [string, string][];
}

function payloadOf({ body, headers }: CallRequest): Payload {
  switch (body.kind) {
    case "none":
      return { body: null, headers };
    case "text":
      return { body: new TextEncoder().encode(body.text), headers };
    case "file":
      return { body: body.file, headers };
    case "multipart": {
      const boundary = `portico-${crypto.randomUUID()}`;
      return {
        body: encodeMultipart(body.parts, boundary),
        headers: [...headers, ["Content-Type", `${body.mediaType}; boundary=${boundary}`]],
      };
    }
  }
}

/** Header lists cross the relay as base64url of JSON, since one header cannot hold any text. */
export function packHeaders(headers: [string, string][]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(headers));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

export function unpackHeaders(packed: string): [string, string][] {
  try {
    const binary = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    const list: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return Array.isArray(list) ? list.flatMap(toHeader) : [];
  } catch {
    return [];
  }
}

function toHeader(item: unknown): [string, string][] {
  if (!Array.isArray(item)) return [];
  const [name, value] = item;
  return typeof name === "string" && typeof value === "string" ? [[name, value]] : [];
}

function readTiming(text: string | null): Record<string, number> {
  try {
    const parts: unknown = JSON.parse(text ?? "{}");
    if (typeof parts !== "object" || parts === null) return {};
    return Object.fromEntries(
      Object.entries(parts).filter((entry): entry is [string, number] => typeof entry[1] === "number"),
    );
  } catch {
    return {};
  }
}
