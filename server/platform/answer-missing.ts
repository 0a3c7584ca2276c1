import { randomUUID } from "node:crypto";
import diagnostics from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { headers } from "next/headers";
import { wantsDocument } from "./delivery.ts";

const SLOT = "x-response-slot";

declare global {
  /** The answers under way, by the name that their request carries. Here, because pages and start-up are bundled apart. */
  var porticoResponses: Map<string, ServerResponse> | undefined;
}

function responses(): Map<string, ServerResponse> {
  globalThis.porticoResponses ??= new Map();
  return globalThis.porticoResponses;
}

/**
 * Lets layouts answer 404 with a body of their own: Next's notFound() renders nothing that can be read without scripts.
 * Each request of this process gets a name under which its answer is found; whatever a client sent there is dropped.
 */
export function rememberResponses(): void {
  diagnostics.subscribe("http.server.request.start", remember);
}

export function stopRememberingResponses(): void {
  diagnostics.unsubscribe("http.server.request.start", remember);
}

function remember(message: unknown): void {
  if (!isRequestStart(message)) return;
  const slot = randomUUID();
  message.request.headers[SLOT] = slot;
  responses().set(slot, message.response);
  // Next waits for the end of an answer up to ten times over; with this one, Node would take it for a leak.
  message.response.setMaxListeners(20);
  message.response.once("close", () => responses().delete(slot));
}

function isRequestStart(message: unknown): message is { request: IncomingMessage; response: ServerResponse } {
  return typeof message === "object" && message !== null && "request" in message && "response" in message;
}

/** Makes the answer in this slot a 404, unless it has begun. */
export function markMissing(slot: string): void {
  const response = responses().get(slot);
  if (response && !response.headersSent) response.statusCode = 404;
}

/**
 * For a layout that knows that its page does not exist: whether it should show so instead of the page. The status is
 * 404 then. Browsers that move from page to page by script are left to the page's own notFound().
 */
export async function answerMissing(): Promise<boolean> {
  if (!(await wantsDocument())) return false;
  markMissing((await headers()).get(SLOT) ?? "");
  return true;
}
