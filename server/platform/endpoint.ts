import { createHash } from "node:crypto";
import type { z } from "zod";
import { findCallerByToken } from "#server/identity/index.ts";
import { clock } from "./clock.ts";
import { type Ctx, requirePerson } from "./context.ts";
import type { Contract } from "./contract.ts";
import { transact } from "./db.ts";
import { env } from "./env.ts";
import { mediaTypeOf, parseJson, readBytes } from "./http-body.ts";
import { HttpProblem, problem, problemResponse } from "./http-problem.ts";
import { once, type StoredAnswer } from "./idempotency.ts";
import { newId } from "./ids.ts";
import { log } from "./log.ts";
import { read } from "./read.ts";
import { Refusal } from "./refusal.ts";
import { currentContext } from "./session.ts";

const MAX_JSON_BYTES = 1024 * 1024;
const SAFE = new Set(["GET", "HEAD"]);

interface Given<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> {
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
  /** The body as it came, for contracts with a raw body. */
  bytes: Uint8Array<ArrayBuffer>;
  headers: Headers;
}

interface Options<P extends z.ZodObject, B extends z.ZodType> {
  /** The resource as its GET answers it, for If-Match. */
  current?: (ctx: Ctx, params: z.output<P>) => Promise<unknown>;
  /** Path below /api/v1 of what was created. */
  location?: (params: z.output<P>, body: z.output<B>) => string;
}

type Route = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/**
 * A route handler that keeps a contract: knows who asks (access token, or session cookie from this origin), reads and
 * bounds what came, asks the verb, filters what leaves, and turns each no into problem+json.
 */
export function endpoint<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  contract: Contract<P, Q, B>,
  handler: (ctx: Ctx, given: Given<P, Q, B>) => Promise<unknown>,
  options: Options<P, B> = {},
): Route {
  return async (request, context) => {
    let requestId = newId("req");
    try {
      const ctx = await contextOf(request);
      requestId = ctx.requestId;
      if (contract.scope !== undefined) requirePerson(ctx, contract.scope);
      const given = await readRequest(contract, request, await context.params);
      return await answer(contract, handler, options, ctx, given, request);
    } catch (error) {
      const known = problemResponse(error, requestId);
      if (known) return known;
      log().error({ err: error, requestId, operation: contract.operationId }, "request failed");
      return problem({
        status: 500,
        code: "internal",
        detail: `The server failed. Tell its operator this id: ${requestId}.`,
        requestId,
      });
    }
  };
}

async function contextOf(request: Request): Promise<Ctx> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    const now = clock.now();
    const token = /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1];
    const caller = token ? await findCallerByToken(token, now) : null;
    if (!caller) {
      throw new HttpProblem(
        401,
        "not_signed_in",
        "This access token is not known, has expired or was revoked.",
        {
          "www-authenticate": 'Bearer realm="Portico", error="invalid_token"',
        },
      );
    }
    return { caller, now, requestId: newId("req", now) };
  }
  const ctx = await currentContext();
  if (!SAFE.has(request.method) && ctx.caller.kind === "member" && !isSameOrigin(request)) {
    throw new Refusal(
      "not_allowed",
      "A request with a session cookie must come from this portal's own pages.",
    );
  }
  return ctx;
}

/** Browsers state where a request comes from; one that states nothing has no business with a cookie here. */
function isSameOrigin(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  return request.headers.get("origin") === new URL(env().PUBLIC_URL).origin;
}

async function readRequest<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  contract: Contract<P, Q, B>,
  request: Request,
  rawParams: Record<string, string>,
): Promise<Given<P, Q, B>> {
  const { searchParams } = new URL(request.url);
  // A part the contract does not state is an empty object, which is what its absent schema would make of it.
  const params = (contract.params ? read(contract.params, rawParams) : {}) as z.output<P>;
  const query = (contract.query ? read(contract.query, Object.fromEntries(searchParams)) : {}) as z.output<Q>;
  const mediaType = mediaTypeOf(request);
  if (contract.rawBody) {
    if (!contract.rawBody.mediaTypes.includes(mediaType)) {
      const list = contract.rawBody.mediaTypes.join(", ");
      throw new HttpProblem(415, "unsupported_media_type", `Send the document as one of ${list}.`, {
        accept: list,
      });
    }
    const bytes = await readBytes(request, env().MAX_DOCUMENT_BYTES);
    return { params, query, body: undefined as z.output<B>, bytes, headers: request.headers };
  }
  if (!contract.body) {
    return {
      params,
      query,
      body: undefined as z.output<B>,
      bytes: new Uint8Array(),
      headers: request.headers,
    };
  }
  const bytes = await readBytes(request, MAX_JSON_BYTES);
  return {
    params,
    query,
    body: read(contract.body, parseJson(bytes, mediaType)),
    bytes,
    headers: request.headers,
  };
}

async function answer<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  contract: Contract<P, Q, B>,
  handler: (ctx: Ctx, given: Given<P, Q, B>) => Promise<unknown>,
  options: Options<P, B>,
  ctx: Ctx,
  given: Given<P, Q, B>,
  request: Request,
): Promise<Response> {
  const idempotencyKey = contract.isIdempotent ? request.headers.get("idempotency-key") : null;
  const ifMatch = contract.hasIfMatch ? request.headers.get("if-match") : null;
  const location = options.location?.(given.params, given.body);
  const respond = (value: unknown) => toResponse(contract, value, ctx, request, location);

  if (idempotencyKey !== null) {
    if (!/^[\x21-\x7e]{1,200}$/.test(idempotencyKey)) {
      throw new Refusal("invalid_input", "An Idempotency-Key has 1 to 200 visible ASCII characters.");
    }
    const route = `${request.method} ${new URL(request.url).pathname}`;
    const requestHash = createHash("sha256").update(given.bytes).digest("hex");
    const outcome = await once(
      ctx,
      { callerId: callerIdOf(ctx), key: idempotencyKey, route, requestHash },
      async (tx) => {
        const value = await handler({ ...ctx, tx }, given);
        return { value, answer: storable(contract, value, location) };
      },
    );
    return "replay" in outcome ? replay(outcome.replay, ctx) : respond(outcome.value);
  }
  if (ifMatch !== null && options.current) {
    const { current } = options;
    return respond(
      await transact(ctx, async (tx) => {
        const inside = { ...ctx, tx };
        // Two writers that both read the same ETag: the second waits here and then sees that it is stale.
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${new URL(request.url).pathname}))`;
        const now = etagOf(bodyOf(contract, await current(inside, given.params)));
        if (ifMatch !== "*" && !ifMatch.split(",").some((tag) => tag.trim() === now)) {
          throw new HttpProblem(
            412,
            "precondition_failed",
            "It has changed since you read it. Read it again.",
            { etag: now },
          );
        }
        return handler(inside, given);
      }),
    );
  }
  return respond(await handler(ctx, given));
}

function callerIdOf({ caller }: Ctx): string {
  if (caller.kind === "token") return caller.tokenId;
  return caller.kind === "member" ? `${caller.userId} ${caller.orgId}` : caller.kind;
}

/** The value as JSON, with only what the contract promises. A value that breaks the promise is a bug. */
function bodyOf(contract: Pick<Contract, "answer">, value: unknown): string {
  const json: unknown = JSON.parse(JSON.stringify(value ?? null));
  return JSON.stringify(contract.answer ? contract.answer.parse(json) : json);
}

function etagOf(body: string): string {
  return `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
}

function toResponse(
  contract: Contract,
  value: unknown,
  ctx: Ctx,
  request: Request,
  location: string | undefined,
): Response {
  const headers = new Headers({ "x-request-id": ctx.requestId });
  if (location !== undefined) headers.set("location", `${env().PUBLIC_URL}/api/v1${location}`);
  if (contract.status === 204) return new Response(null, { status: 204, headers });
  const body = bodyOf(contract, value);
  headers.set("content-type", "application/json; charset=utf-8");
  headers.set(
    "cache-control",
    contract.hasSecret || !SAFE.has(request.method) ? "no-store" : "private, no-cache",
  );
  if (contract.hasSecret) return new Response(body, { status: contract.status, headers });
  const etag = etagOf(body);
  headers.set("etag", etag);
  headers.set("vary", "authorization, cookie");
  const next = nextLink(value, request);
  if (next) headers.set("link", next);
  const known = SAFE.has(request.method) ? request.headers.get("if-none-match") : null;
  if (known?.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag || tag.trim() === "*")) {
    headers.delete("content-type");
    return new Response(null, { status: 304, headers });
  }
  return new Response(body, { status: contract.status, headers });
}

/** RFC 8288: where the rest of a list is. */
function nextLink(value: unknown, request: Request): string | null {
  if (typeof value !== "object" || value === null || !("next" in value) || typeof value.next !== "string")
    return null;
  const { pathname, search } = new URL(request.url);
  const url = new URL(pathname + search, env().PUBLIC_URL);
  url.searchParams.set("cursor", value.next);
  return `<${url.href}>; rel="next"`;
}

/** What a retry is answered. A secret is never kept, so a retry of its request learns only that it was done. */
function storable(contract: Contract, value: unknown, location: string | undefined): StoredAnswer {
  const body = contract.hasSecret || contract.status === 204 ? null : bodyOf(contract, value);
  return {
    status: contract.status,
    body: { body, location: location ?? null, hadSecret: contract.hasSecret ?? false },
  };
}

function replay({ status, body: stored }: StoredAnswer, ctx: Ctx): Response {
  // Written by `storable` alone.
  const { body, location, hadSecret } = stored as {
    body: string | null;
    location: string | null;
    hadSecret: boolean;
  };
  if (hadSecret) {
    const detail =
      "This was done by an earlier request with the same Idempotency-Key. Its secret was answered then and is not kept.";
    throw new HttpProblem(
      409,
      "conflict",
      detail,
      location ? { location: `${env().PUBLIC_URL}/api/v1${location}` } : {},
    );
  }
  const headers = new Headers({
    "x-request-id": ctx.requestId,
    "idempotency-replayed": "true",
    "cache-control": "no-store",
  });
  if (location) headers.set("location", `${env().PUBLIC_URL}/api/v1${location}`);
  if (body === null) return new Response(null, { status, headers });
  headers.set("content-type", "application/json; charset=utf-8");
  return new Response(body, { status, headers });
}
