import type { IncomingMessage, ServerResponse } from "node:http";
import type { LookupFunction } from "node:net";
import { LRUCache } from "lru-cache";
import { findRelayPass, isRelayTarget } from "#server/console/index.ts";
import type { RelayPass } from "#server/console/schema.ts";
import { clock, SECOND_MS } from "#server/platform/clock.ts";
import { env } from "#server/platform/env.ts";
import { log } from "#server/platform/log.ts";
import { type OutsideAnswer, openOutside } from "#server/platform/open-outside.ts";
import { sendProblem } from "./problem.ts";
import { SAFE } from "./relay/answer-headers.ts";
import { explainFailure, TotalTimeout } from "./relay/explain-failure.ts";
import { LIMITS, type RelayLimits } from "./relay/limits.ts";
import { readBody } from "./relay/read-body.ts";
import { type Question, readQuestion } from "./relay/read-question.ts";
import { outgoingHeaders } from "./relay/request-headers.ts";
import { Stop } from "./relay/stop.ts";
import { isStream, StreamOver, streamAnswer } from "./relay/stream-answer.ts";
import { Turns } from "./relay/turns.ts";
import { requestIdOf } from "./request-id.ts";

/** A session that ended, or a version that is no longer shown, stops working after this at the latest. */
const PASS_MS = 5 * SECOND_MS;

/** What the relay works with; tests put in their own. */
export interface RelayParts {
  limits: RelayLimits;
  turns: Turns;
  passes: LRUCache<string, RelayPass>;
  lookup?: LookupFunction;
}

export function relayParts(limits: RelayLimits = LIMITS): RelayParts {
  return { limits, turns: new Turns(limits), passes: new LRUCache({ max: 10_000, ttl: PASS_MS }) };
}

const PARTS = relayParts();

/** What the log tells of a call: never a path, a header or a body. */
interface Told {
  userId?: string;
  host?: string;
  status?: number;
  /** What went wrong; the log redacts anything named code. */
  problem?: string;
  bytes?: number;
}

export function closeRelay(): Promise<void> {
  return PARTS.turns.close();
}

/** POST /relay: calls a live server for a signed-in person and hands its answer on as it comes. Stores nothing. */
export async function handleRelay(
  request: IncomingMessage,
  response: ServerResponse,
  parts: RelayParts = PARTS,
): Promise<void> {
  const requestId = requestIdOf(request);
  const startedMs = performance.now();
  const told: Told = {};
  try {
    passDoor(request);
    const pass = await showTicket(request, requestId, parts);
    told.userId = pass.userId;
    const end = await parts.turns.take(pass.userId);
    try {
      const question = readQuestion(request, parts.limits);
      told.host = question.url.host;
      await requireTarget(pass, question.url);
      await call(request, response, question, requestId, parts, told);
    } finally {
      end();
    }
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    told.problem = error.code;
    if (!response.headersSent) sendProblem(response, requestId, error.problem, [...SAFE, ...error.headers]);
    else response.destroy();
  } finally {
    log().info({ requestId, ...told, ms: Math.round(performance.now() - startedMs) }, "relayed");
  }
}

/** Only our own pages ask, and only by POST; no other site's page gets as much as a preflight. */
function passDoor(request: IncomingMessage): void {
  if (!env().CONSOLE_RELAY) {
    throw new Stop(
      "relay_off",
      "This portal does not call live servers. Use the sandbox, or call the API yourself.",
    );
  }
  if (request.method !== "POST")
    throw new Stop("method_not_allowed", "Send the call by POST.", ["allow", "POST"]);
  const { origin } = request.headers;
  const site = request.headers["sec-fetch-site"];
  if ((origin !== undefined && origin !== new URL(env().PUBLIC_URL).origin) || site === "cross-site")
    throw new Stop("wrong_origin", "Only this portal's own pages call servers through it.");
}

async function showTicket(
  request: IncomingMessage,
  requestId: string,
  { passes }: RelayParts,
): Promise<RelayPass> {
  const ticket = /^Relay ([\w.-]{1,700})$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
  const known = passes.get(ticket);
  if (known) return known;
  const pass = ticket ? await findRelayPass({ now: clock.now(), requestId }, ticket) : null;
  if (!pass) {
    throw new Stop(
      "ticket_expired",
      "The ticket has run out, the session has ended, or the documentation has changed. Reload the page and call again.",
    );
  }
  passes.set(ticket, pass);
  return pass;
}

async function requireTarget(pass: RelayPass, url: URL): Promise<void> {
  if (await isRelayTarget(pass.documentId, url)) return;
  throw new Stop(
    "host_not_allowed",
    `${url.host} with this path is no server that the API's document names. Choose one of its servers; an administrator can allow further hosts.`,
  );
}

async function call(
  request: IncomingMessage,
  response: ServerResponse,
  { method, url, headers }: Question,
  requestId: string,
  { limits, lookup }: RelayParts,
  told: Told,
): Promise<void> {
  const body = readBody(request, limits);
  const control = new AbortController();
  let clockHand = setTimeout(() => control.abort(new TotalTimeout()), limits.totalMs);
  // Whoever goes away takes the call along.
  response.once("close", () => control.abort());
  if (response.closed) control.abort();
  const timing = {};
  let answer: OutsideAnswer | undefined;
  try {
    answer = await openOutside(url, {
      method,
      headers: outgoingHeaders(headers, body.length),
      body: body.stream,
      signal: control.signal,
      connectMs: limits.connectMs,
      headersMs: limits.firstByteMs,
      idleMs: limits.idleMs,
      timing,
      lookup,
    });
    told.status = answer.status;
    if (isStream(answer)) {
      clearTimeout(clockHand);
      clockHand = setTimeout(() => control.abort(new StreamOver()), limits.streamMs);
    }
    told.bytes = await streamAnswer(response, requestId, answer, { timing, signal: control.signal }, limits);
  } catch (error) {
    if (response.destroyed) told.problem = "gone";
    else throw explainFailure(error, url, timing, limits) ?? error;
  } finally {
    clearTimeout(clockHand);
    await answer?.close();
  }
}
