import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { LRUCache } from "lru-cache";
import { decideCall, findCalledOperation } from "#server/gateway/index.ts";
import type { AllowedVerdict, EnvironmentName, RefusedVerdict, Verdict } from "#server/gateway/schema.ts";
import { clock } from "#server/platform/clock.ts";
import { log } from "#server/platform/log.ts";
import { type CallBuffer, callBuffer } from "./call-buffer.ts";
import { lifecycleHeaders } from "./lifecycle-headers.ts";
import { type FlatHeaders, type Problem, sendProblem } from "./problem.ts";
import { draftRateHeaders, rateHeaders } from "./rate-headers.ts";
import { readCredential } from "./read-credential.ts";
import { requestIdOf } from "./request-id.ts";

/** What a gateway's configuration says in the query of the address it asks. */
interface Asking {
  api: string;
  version: string;
  environment: EnvironmentName | null;
  /** nginx's auth_request understands 2xx, 401 and 403 only. */
  isNginx: boolean;
  /** Store the call in the app's usage, with the verdict as its status. */
  isCounted: boolean;
  fault: string | null;
}

interface Call {
  api: string;
  version: string;
  method: string;
  path: string;
}

export interface VerifyParts {
  decideCall: typeof decideCall;
  findOperation: typeof findCalledOperation;
  buffer: CallBuffer;
}

const PARTS: VerifyParts = { decideCall, findOperation: findCalledOperation, buffer: callBuffer };
const METHOD = /^[A-Za-z]{1,20}$/;
const MAX_URI_LENGTH = 8_000;

/** GET /verify: answers a gateway whether a credential may make a call. */
export function handleVerify(
  request: IncomingMessage,
  response: ServerResponse,
  parts: VerifyParts = PARTS,
): void | Promise<void> {
  const requestId = requestIdOf(request);
  const asking = readAsking(request.url ?? "");
  const call = readCall(request.headers, asking);
  if ("status" in call) return sendProblem(response, requestId, call);
  const now = clock.now();
  const verdict = parts.decideCall({
    credential: readCredential(request.headers),
    api: call.api,
    version: call.version,
    method: call.method,
    path: call.path,
    environment: asking.environment,
    now,
  });
  const finish = (decided: Verdict): void | Promise<void> => {
    const operation = findOperation(decided, call, parts);
    const send = (operationKey: string | null): void => {
      note(decided, operationKey, call, asking, now, parts.buffer);
      if (decided.allowed) sendAllowed(response, requestId, decided, operationKey);
      else sendRefused(response, requestId, decided, asking);
    };
    return operation instanceof Promise ? operation.then(send) : send(operation);
  };
  return verdict instanceof Promise ? verdict.then(finish) : finish(verdict);
}

/** Gateways ask with few different queries, so each is read once. */
const askings = new LRUCache<string, Asking>({ max: 2_000 });

function readAsking(url: string): Asking {
  const start = url.indexOf("?");
  const query = start < 0 ? "" : url.slice(start + 1);
  let asking = askings.get(query);
  if (!asking) {
    asking = parseAsking(new URLSearchParams(query));
    askings.set(query, asking);
  }
  return asking;
}

function parseAsking(query: URLSearchParams): Asking {
  const api = query.get("api") ?? "";
  const version = query.get("version") ?? "";
  const environment = query.get("environment");
  const profile = query.get("profile");
  const isEnvironment = environment === "sandbox" || environment === "live";
  const faults = [
    Boolean(api) === Boolean(version) ? "" : "State api and version together, or neither.",
    environment === null || isEnvironment ? "" : "environment is sandbox or live.",
    profile === null || profile === "nginx" ? "" : "The only profile is nginx.",
  ].filter(Boolean);
  return {
    api,
    version,
    environment: isEnvironment ? environment : null,
    isNginx: profile === "nginx",
    isCounted: query.get("count") === "1",
    fault: faults[0] ?? null,
  };
}

/**
 * Which call is asked about. Only the query, which the gateway's configuration fixes, may name the API apart from the
 * path: a header could come from the caller, who would then choose which subscription is looked at.
 */
function readCall(headers: IncomingHttpHeaders, asking: Asking): Call | Problem {
  if (asking.fault) return badQuestion(asking.fault);
  const method = headers["x-forwarded-method"];
  if (typeof method !== "string" || !METHOD.test(method)) {
    return badQuestion("Send the method of the call in X-Forwarded-Method.");
  }
  const uri = headers["x-forwarded-uri"];
  if (typeof uri !== "string" || uri.length > MAX_URI_LENGTH) {
    return badQuestion("Send the path of the call in X-Forwarded-Uri, at most 8,000 characters.");
  }
  const path = pathOf(uri);
  if (asking.api) return { api: asking.api, version: asking.version, method, path };
  if (isAmbiguous(path)) {
    return {
      status: 403,
      code: "ambiguous_path",
      title: "Ambiguous path",
      detail: "The path is not in its plain form.",
    };
  }
  const second = path.indexOf("/", 1);
  if (path.charCodeAt(0) !== 47 || second < 0) return badQuestion(HOW_TO_MAP);
  const third = path.indexOf("/", second + 1);
  const end = third < 0 ? path.length : third;
  return {
    api: path.slice(1, second),
    version: path.slice(second + 1, end),
    method,
    path: path.slice(end) || "/",
  };
}

const HOW_TO_MAP =
  "Ask with ?api=<slug>&version=<name>, or send an X-Forwarded-Uri of the form /<api>/<version>/….";

/** A gateway may resolve such a path to another API than the one it begins with. */
function isAmbiguous(path: string): boolean {
  return path.includes("/.") || path.includes("//") || path.includes("\\") || /%(2e|2f|5c)/i.test(path);
}

function pathOf(uri: string): string {
  const end = uri.search(/[?#]/);
  const bare = end < 0 ? uri : uri.slice(0, end);
  const afterOrigin = /^https?:\/\/[^/]*/i.exec(bare);
  return afterOrigin ? bare.slice(afterOrigin[0].length) || "/" : bare;
}

function badQuestion(detail: string): Problem {
  return { status: 400, code: "invalid_question", title: "This question cannot be answered", detail };
}

/** Only of calls that go through, since their document is read at most once; a fault here must not refuse a call. */
function findOperation(
  verdict: Verdict,
  call: Call,
  parts: VerifyParts,
): string | null | Promise<string | null> {
  const documentId = verdict.allowed ? verdict.target.documentId : null;
  if (!documentId) return null;
  const found = parts.findOperation(documentId, call.method, call.path);
  if (!(found instanceof Promise)) return found;
  return found.catch((error: unknown) => {
    log().warn({ err: error }, "verify: operation not looked up");
    return null;
  });
}

function note(
  verdict: Verdict,
  operationKey: string | null,
  call: Call,
  asking: Asking,
  now: Date,
  buffer: CallBuffer,
): void {
  const { who, target } = verdict;
  if (!who) return;
  if (!asking.isCounted || !target) {
    if (verdict.allowed) buffer.touch(who.credentialId, now);
    return;
  }
  buffer.add({
    at: now,
    orgId: who.orgId,
    appId: who.appId,
    credentialId: who.credentialId,
    environment: who.environment,
    apiId: target.apiId,
    versionId: target.versionId,
    operationKey,
    method: call.method,
    path: call.path,
    status: verdict.allowed ? 204 : verdict.status,
    latencyMs: 0,
    problem: verdict.problem ? `${verdict.problem.title}: ${verdict.problem.detail}` : null,
  });
}

function sendAllowed(
  response: ServerResponse,
  requestId: string,
  { who, planId, rate, target }: AllowedVerdict,
  operationKey: string | null,
): void {
  const headers: FlatHeaders = [
    "cache-control",
    "no-store",
    "x-request-id",
    requestId,
    "x-portico-app",
    who.appId,
    "x-portico-organisation",
    who.orgId,
    "x-portico-credential",
    who.credentialId,
    "x-portico-plan",
    planId,
    "x-portico-environment",
    who.environment,
    ...draftRateHeaders(rate),
  ];
  if (who.scopes.length > 0) headers.push("x-portico-scopes", who.scopes.join(" "));
  if (operationKey) headers.push("x-portico-operation", encodeURIComponent(operationKey));
  if (target.lifecycle === "deprecated") headers.push(...lifecycleHeaders(target));
  response.writeHead(204, headers).end();
}

function sendRefused(
  response: ServerResponse,
  requestId: string,
  { status, problem, rate, retryAfterSeconds }: RefusedVerdict,
  asking: Asking,
): void {
  const headers: FlatHeaders = rate ? rateHeaders(rate) : [];
  headers.push("x-portico-problem", problem.code);
  if (status === 401) headers.push("www-authenticate", challenge(problem.code, problem.detail));
  if (retryAfterSeconds !== null) headers.push("retry-after", String(retryAfterSeconds));
  if (asking.isNginx && status !== 401) headers.push("x-auth-status", String(status));
  const shown = asking.isNginx && status !== 401 ? 403 : status;
  sendProblem(response, requestId, { status: shown, ...problem }, headers);
}

/** RFC 6750: no error code when nothing was presented. */
function challenge(code: string, detail: string): string {
  if (code === "credential_missing") return 'Bearer realm="portico"';
  return `Bearer realm="portico", error="invalid_token", error_description="${detail.replace(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, "'")}"`;
}
