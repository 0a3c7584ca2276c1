import { clock } from "#server/platform/clock.ts";
import type { Ctx } from "#server/platform/context.ts";
import { mediaTypeOf, parseJson, readBytes } from "#server/platform/http-body.ts";
import { HttpProblem } from "#server/platform/http-problem.ts";
import { newId } from "#server/platform/ids.ts";
import {
  etagOf,
  type Found,
  findScimCaller,
  isTagged,
  locationOf,
  type Resource,
  readProjection,
  represent,
  takeScimRequest,
} from "#server/scim/index.ts";
import { requireShallow } from "./require-shallow.ts";
import { scimError } from "./scim-error.ts";

const MAX_BODY_BYTES = 1024 * 1024;
const MEDIA_TYPE = "application/scim+json; charset=utf-8";

interface Given {
  /** The resource that the address names; "" where it names none. */
  id: string;
  query: Record<string, string>;
  body: unknown;
  ifMatch: string | null;
}

/** What a handler answers: one resource, or what is sent as it stands, or nothing. */
export type Reply =
  | { found: Found; status?: 200 | 201; isSilent?: boolean }
  | { sent: Resource | object }
  | { nothing: true };

/** Next gives addresses without a parameter the parameters `undefined`. */
type Route = (
  request: Request,
  context: { params: Promise<Record<string, string> | undefined> },
) => Promise<Response>;

/**
 * A route of SCIM's (RFC 7644): knows the directory by its token and by nothing else, counts and bounds what it sends,
 * asks the verb, and says each no in SCIM's own form.
 */
export function scimEndpoint(
  handler: (ctx: Ctx, given: Given) => Promise<Reply>,
  { hasBody = false }: { hasBody?: boolean } = {},
): Route {
  return async (request, context) => {
    const now = clock.now();
    const requestId = newId("req", now);
    try {
      const ctx = await contextOf(request, now, requestId);
      const { id = "" } = (await context.params) ?? {};
      const query = Object.fromEntries(new URL(request.url).searchParams);
      const given = {
        id,
        query,
        body: hasBody ? await readBody(request) : null,
        ifMatch: request.headers.get("if-match"),
      };
      return respond(request, requestId, query, await handler(ctx, given));
    } catch (error) {
      return scimError(error, requestId);
    }
  };
}

/** An address at which nothing is, or nothing yet, said in SCIM's form to whoever has a token. */
export function refusedEndpoint(status: 404 | 501, message: string) {
  return async (request: Request): Promise<Response> => {
    const now = clock.now();
    const requestId = newId("req", now);
    try {
      await contextOf(request, now, requestId);
      throw new HttpProblem(status, "refused", message);
    } catch (error) {
      return scimError(error, requestId);
    }
  };
}

async function contextOf(request: Request, now: Date, requestId: string): Promise<Ctx> {
  const token = /^Bearer +(\S+)$/i.exec(request.headers.get("authorization")?.trim() ?? "")?.[1];
  const caller = token ? await findScimCaller(token, now) : null;
  if (!caller)
    throw new HttpProblem(401, "not_signed_in", "This SCIM token is not known, has expired or was revoked.", {
      "www-authenticate": 'Bearer realm="SCIM", error="invalid_token"',
    });
  await takeScimRequest(caller, now);
  return { caller, now, requestId };
}

async function readBody(request: Request): Promise<unknown> {
  const bytes = await readBytes(request, MAX_BODY_BYTES);
  requireShallow(bytes);
  return parseJson(bytes, mediaTypeOf(request));
}

function respond(request: Request, requestId: string, query: Record<string, string>, reply: Reply): Response {
  const headers = new Headers({
    "x-request-id": requestId,
    "cache-control": "private, no-cache",
    vary: "authorization",
  });
  if ("nothing" in reply) return new Response(null, { status: 204, headers });
  headers.set("content-type", MEDIA_TYPE);
  if ("sent" in reply) return new Response(JSON.stringify(reply.sent), { status: 200, headers });
  const { found, status = 200, isSilent } = reply;
  headers.set("etag", etagOf(found));
  const known = request.method === "GET" ? request.headers.get("if-none-match") : null;
  if (known !== null && isTagged(found, known)) {
    headers.delete("content-type");
    return new Response(null, { status: 304, headers });
  }
  if (isSilent && !query.attributes) {
    headers.delete("content-type");
    return new Response(null, { status: 204, headers });
  }
  const resource = represent(found, readProjection(query));
  if (status === 201) headers.set("location", locationOf(found));
  return new Response(JSON.stringify(resource), { status, headers });
}
