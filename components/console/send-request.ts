import type { Answer } from "#lib/answer.ts";
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

/** Why a call brought no answer. `code` is the relay's, or one of ours: offline, not_signed_in, refused. */
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

/** Sends to the sandbox, which stands on this origin and needs nobody in between. */
export async function sendStraight(request: CallRequest, signal?: AbortSignal): Promise<Reply> {
  const { pathname, search } = new URL(request.url);
  const { body, headers } = payloadOf(request);
  const cookies = headers.filter(([name]) => name.toLowerCase() === "cookie");
  const undo = cookies.map(([, value]) => lendCookies(value, pathname));
  try {
    const response = await reach(pathname + search, {
      method: request.method,
      headers: headers.filter(([name]) => name.toLowerCase() !== "cookie"),
      body,
      cache: "no-store",
      credentials: cookies.length > 0 ? "same-origin" : "omit",
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
  } finally {
    for (const takeBack of undo) takeBack();
  }
}

/** A page cannot write the Cookie header; cookies that hold for this one path do the same. */
function lendCookies(header: string, path: string): () => void {
  const names: string[] = [];
  for (const one of header.split("; ")) {
    const end = one.indexOf("=");
    if (end < 1 || /[;\s]/.test(one)) continue;
    names.push(one.slice(0, end));
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not in every browser we serve
    document.cookie = `${one}; path=${path}; samesite=strict`;
  }
  return () => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not in every browser we serve
    for (const name of names) document.cookie = `${name}=; path=${path}; max-age=0; samesite=strict`;
  };
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
      "X-Relay-Url": new URL(request.url).href,
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
