import type { IncomingMessage, ServerResponse } from "node:http";
import { LRUCache } from "lru-cache";
import { keyPlaceOf } from "#lib/key-place.ts";
import { decideCall } from "#server/gateway/index.ts";
import type { AllowedVerdict, Verdict } from "#server/gateway/schema.ts";
import { clock } from "#server/platform/clock.ts";
import { findOperationForCall, getCallable, listMethodsOfPath, listOperations } from "#server/specs/index.ts";
import type { CallableOperation } from "#server/specs/schema.ts";
import { callBuffer } from "./call-buffer.ts";
import { lifecycleHeaders } from "./lifecycle-headers.ts";
import { type FlatHeaders, type Problem, sendProblem } from "./problem.ts";
import { rateHeaders } from "./rate-headers.ts";
import { requestIdOf } from "./request-id.ts";
import { checkBody } from "./sandbox/check-body.ts";
import { checkParameters } from "./sandbox/check-parameters.ts";
import { Checker } from "./sandbox/checker.ts";
import { type Choice, chooseResponse } from "./sandbox/choose-response.ts";
import { type Fault, MAX_FAULTS } from "./sandbox/fault.ts";
import { findCredential } from "./sandbox/find-credential.ts";
import { findMissingScopes } from "./sandbox/missing-scope.ts";
import { nearestPaths } from "./sandbox/nearest-paths.ts";
import { readPreferences } from "./sandbox/prefer.ts";
import { MAX_BODY_BYTES, readBody } from "./sandbox/read-body.ts";
import { exampleHeaders } from "./sandbox/response-headers.ts";
import { makeExample, writeBody } from "./sandbox/write-body.ts";

/** What the sandbox works with; tests put in their own. */
export interface SandboxParts {
  decideCall: typeof decideCall;
  buffer: Pick<typeof callBuffer, "add">;
}

const PARTS: SandboxParts = { decideCall, buffer: callBuffer };

/** One call on its way through the steps. */
interface Call {
  request: IncomingMessage;
  response: ServerResponse;
  requestId: string;
  at: Date;
  startedMs: number;
  api: string;
  version: string;
  /** Below the version, still encoded, with its leading slash. */
  path: string;
  query: string;
  method: string;
  /** Headers every answer of this call carries. */
  headers: FlatHeaders;
  operationKey: string | null;
  verdict: Verdict | null;
}

/** An expected no, with what becomes of it. */
class Stop {
  readonly problem: Problem;
  readonly headers: FlatHeaders;
  constructor(problem: Problem, headers: FlatHeaders = []) {
    this.problem = problem;
    this.headers = headers;
  }
}

const PREFIX = "/sandbox/";
const COMMON: FlatHeaders = [
  ["access-control-allow-origin", "*"],
  ["access-control-expose-headers", "*"],
  ["cross-origin-resource-policy", "cross-origin"],
  // The portal's own origin answers with what publishers wrote: no browser may run any of it.
  ["content-security-policy", "sandbox; default-src 'none'; frame-ancestors 'none'"],
  ["x-robots-tag", "noindex"],
].flat();

/** A validator for each document called lately; documents are immutable. */
const checkers = new LRUCache<string, Checker>({ max: 50 });

/** Whether edge hands this path to the sandbox. */
export function isSandboxPath(path: string): boolean {
  return path === "/sandbox" || path.startsWith(PREFIX);
}

/** /sandbox/{api}/{version}/…: checks the credential and the request against the document, and answers with an example. */
export async function handleSandbox(
  request: IncomingMessage,
  response: ServerResponse,
  parts: SandboxParts = PARTS,
): Promise<void> {
  if (request.method === "OPTIONS" && request.headers["access-control-request-method"])
    return answerPreflight(request, response);
  takeCookies(request);
  const call = startCall(request, response);
  let problem: Problem | null = null;
  try {
    const target = await passGate(call, parts);
    const { operation, pathParameters } = await matchOperation(call, target);
    checkScopes(operation, target);
    const checker = checkerOf(operation);
    await checkRequest(call, operation, checker, pathParameters);
    answer(call, operation, checker, pickResponse(call, operation));
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop;
    problem = stop.problem;
    sendProblem(response, call.requestId, problem, [...call.headers, ...stop.headers]);
  }
  count(call, response.statusCode, problem, parts);
}

/** Pages cannot write the Cookie header; what the portal's console would send in it comes under this name. */
function takeCookies({ headers }: IncomingMessage): void {
  const said = headers["x-sandbox-cookie"];
  if (typeof said === "string") headers.cookie = said;
}

function startCall(request: IncomingMessage, response: ServerResponse): Call {
  const url = request.url ?? "/";
  const end = url.indexOf("?");
  const path = end < 0 ? url : url.slice(0, end);
  const [api = "", version = "", ...rest] = path.slice(PREFIX.length).split("/");
  return {
    request,
    response,
    requestId: requestIdOf(request),
    at: clock.now(),
    startedMs: performance.now(),
    api: decode(api),
    version: decode(version),
    path: `/${rest.join("/")}`,
    query: end < 0 ? "" : url.slice(end + 1),
    method: request.method ?? "GET",
    headers: [...COMMON],
    operationKey: null,
    verdict: null,
  };
}

async function passGate(call: Call, parts: SandboxParts): Promise<AllowedVerdict> {
  const { api, version, method, path } = call;
  if (!api || !version) {
    throw new Stop({
      status: 404,
      code: "unknown_path",
      title: "Path not found",
      detail: "Call /sandbox/{api}/{version}/…, as the API's page shows it.",
    });
  }
  const credential = findCredential(call.request.headers, call.query);
  const verdict = await parts.decideCall({
    credential,
    api,
    version,
    method,
    path,
    environment: "sandbox",
    now: call.at,
  });
  call.verdict = verdict;
  if (verdict.rate) call.headers.push(...rateHeaders(verdict.rate));
  if (verdict.target) call.headers.push(...lifecycleHeaders(verdict.target));
  if (verdict.allowed) return verdict;
  const status = verdict.problem.code === "version_retired" ? 410 : verdict.status;
  const headers: FlatHeaders = [];
  if (status === 401)
    headers.push(
      "www-authenticate",
      credential ? 'Bearer realm="sandbox", error="invalid_token"' : 'Bearer realm="sandbox"',
    );
  if (status === 429 && verdict.rate)
    headers.push("retry-after", String(Math.max(1, verdict.rate.resetSeconds)));
  if (status === 503) headers.push("retry-after", "1");
  const detail = credential ? null : await missingKeyDetail(call, verdict.target?.documentId);
  throw new Stop({ ...verdict.problem, ...(detail && { detail }), status }, headers);
}

/** Where the called operation has its key sent; null where that is not known. */
async function missingKeyDetail({ method, path }: Call, documentId?: string | null): Promise<string | null> {
  const match = documentId ? await findOperationForCall(documentId, method, path) : null;
  if (!documentId || !match) return null;
  const { security, securitySchemes } = await getCallable(documentId, match.operation.key);
  const place = keyPlaceOf(security, securitySchemes);
  const where = place.in === "query" ? "query parameter" : place.in;
  return `Send an API key in the ${where} ${place.name}, or a key or access token as Authorization: Bearer.`;
}

async function matchOperation(call: Call, { target }: AllowedVerdict) {
  const { documentId } = target;
  if (!documentId) {
    throw new Stop({
      status: 404,
      code: "no_document",
      title: "Nothing to answer with",
      detail: `Version "${call.version}" of "${call.api}" has no document yet.`,
    });
  }
  const match =
    (await findOperationForCall(documentId, call.method, call.path)) ??
    (call.method === "HEAD" ? await findOperationForCall(documentId, "GET", call.path) : null);
  if (match) {
    call.operationKey = match.operation.key;
    return {
      operation: await getCallable(documentId, match.operation.key),
      pathParameters: match.pathParameters,
    };
  }
  const methods = await listMethodsOfPath(documentId, call.path);
  if (methods.length > 0) {
    const detail = `${call.path} takes ${methods.join(", ")}, not ${call.method.slice(0, 20)}.`;
    throw new Stop(
      {
        status: 405,
        code: "method_not_allowed",
        title: "Method not allowed",
        detail,
        extra: { allowed: methods },
      },
      ["allow", methods.join(", ")],
    );
  }
  const nearest = nearestPaths(call.path, await listOperations(documentId));
  const hint = nearest.length > 0 ? ` Did you mean ${nearest.join(" or ")}?` : "";
  const detail = `"${call.api}" ${call.version} has no path ${decode(call.path).slice(0, 300)}.${hint}`;
  throw new Stop({ status: 404, code: "unknown_path", title: "Path not found", detail, extra: { nearest } });
}

function checkScopes(operation: CallableOperation, { who }: AllowedVerdict): void {
  const missing = findMissingScopes(operation, who);
  if (!missing) return;
  const scope = missing.join(" ").replaceAll(/[^\x21\x23-\x5b\x5d-\x7e ]/g, "");
  throw new Stop(
    {
      status: 403,
      code: "insufficient_scope",
      title: "Scope missing",
      detail: `The access token lacks ${missing.join(", ")}. Ask for it when getting the token.`,
      extra: { missing },
    },
    ["www-authenticate", `Bearer realm="sandbox", error="insufficient_scope", scope="${scope}"`],
  );
}

function checkerOf(operation: CallableOperation): Checker {
  const known = checkers.get(operation.documentId);
  known?.learn(operation);
  const checker = known ?? new Checker(operation);
  checkers.set(operation.documentId, checker);
  return checker;
}

async function checkRequest(
  call: Call,
  operation: CallableOperation,
  checker: Checker,
  pathParameters: Record<string, string>,
): Promise<void> {
  const { headers } = call.request;
  const faults: Fault[] = checkParameters(operation, checker, {
    path: pathParameters,
    query: call.query,
    headers,
  });
  if (operation.requestBody) faults.push(...(await checkSentBody(call, operation, checker)));
  if (faults.length === 0) return;
  const [first] = faults;
  const detail =
    faults.length === 1 && first
      ? sentence(first)
      : `${faults.length} things are wrong with this request; each is listed in "errors".`;
  throw new Stop({
    status: 400,
    code: "invalid_request",
    title: "Request not valid",
    detail,
    extra: { errors: faults.slice(0, MAX_FAULTS) },
  });
}

async function checkSentBody(call: Call, operation: CallableOperation, checker: Checker): Promise<Fault[]> {
  const { headers } = call.request;
  const encoding = headers["content-encoding"];
  if (encoding && encoding !== "identity") {
    throw new Stop({
      status: 415,
      code: "unsupported_encoding",
      title: "Encoding not supported",
      detail: "Send the body without Content-Encoding.",
    });
  }
  const body = await readBody(call.request);
  if (!body) {
    const detail = `The sandbox takes bodies up to ${MAX_BODY_BYTES / 1024} KiB.`;
    throw new Stop({ status: 413, code: "body_too_large", title: "Body too large", detail }, [
      "connection",
      "close",
    ]);
  }
  const verdict = checkBody(operation, checker, body, headers["content-type"]);
  if (verdict.kind === "checked") return verdict.faults;
  const detail = `This operation takes ${verdict.declared.join(", ")}. Say which in Content-Type.`;
  throw new Stop({
    status: 415,
    code: "unsupported_media_type",
    title: "Media type not supported",
    detail,
    extra: { supported: verdict.declared },
  });
}

function sentence({ in: place, name, pointer, message }: Fault): string {
  const where = name ? `${place} parameter "${name}"` : pointer === "#" ? "body" : `body at ${pointer}`;
  return message.includes(`"${name}" is missing`) ? message : `${where}: ${message}`;
}

function pickResponse(call: Call, operation: CallableOperation): Choice {
  const choice = chooseResponse(
    operation,
    readPreferences(call.request.headers.prefer),
    call.request.headers.accept,
  );
  if (!("available" in choice)) return choice;
  const title = choice.status === 406 ? "Not acceptable" : "No such example";
  throw new Stop({
    status: choice.status,
    code: choice.code,
    title,
    detail: choice.detail,
    extra: { available: choice.available },
  });
}

function answer(call: Call, operation: CallableOperation, checker: Checker, choice: Choice): void {
  const { status, response: described, media, example, applied } = choice;
  const headers: FlatHeaders = [
    ...exampleHeaders(operation, checker, described, status),
    ...call.headers,
    ...[
      "cache-control",
      "no-store",
      "x-content-type-options",
      "nosniff",
      "x-request-id",
      call.requestId,
      "vary",
      "Accept, Prefer",
    ],
  ];
  if (applied.length > 0) headers.push("preference-applied", applied.join(", "));
  if (!media) {
    call.response.writeHead(status, headers).end();
    return;
  }
  const value = example
    ? example.value
    : makeExample(operation, checker, media.schema, `${described?.status} ${media.mediaType}`);
  const { contentType, body } = writeBody(media, value, operation.$defs);
  headers.push(
    "content-type",
    contentType.replaceAll(/[^\x20-\x7e]/g, ""),
    "content-length",
    String(body.length),
  );
  call.response.writeHead(status, headers).end(call.method === "HEAD" ? undefined : body);
}

/** Only calls of somebody known to something known are counted. */
function count(call: Call, status: number, problem: Problem | null, { buffer }: SandboxParts): void {
  const { who, target } = call.verdict ?? {};
  if (!who || !target) return;
  const { orgId, appId, credentialId, environment } = who;
  buffer.add({
    at: call.at,
    ...{ orgId, appId, credentialId, environment },
    apiId: target.apiId,
    versionId: target.versionId,
    operationKey: call.operationKey,
    method: call.method,
    path: call.path,
    status,
    latencyMs: Math.round(performance.now() - call.startedMs),
    problem: problem && `${problem.title}: ${problem.detail}`,
  });
}

/** Any page may call the sandbox: the portal's session opens nothing here. */
function answerPreflight(request: IncomingMessage, response: ServerResponse): void {
  const asked = request.headers["access-control-request-headers"] ?? "";
  const headers: FlatHeaders = [
    ...[
      "access-control-allow-origin",
      "*",
      "access-control-allow-methods",
      "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, QUERY",
    ],
    ...[
      "access-control-max-age",
      "600",
      "vary",
      "Access-Control-Request-Headers",
      "x-request-id",
      requestIdOf(request),
    ],
  ];
  if (/^[\w\-, !#$%&'*+.^`|~]{1,2000}$/.test(asked)) headers.push("access-control-allow-headers", asked);
  response.writeHead(204, headers).end();
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
