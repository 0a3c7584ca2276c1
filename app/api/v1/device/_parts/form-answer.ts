import { clock } from "#server/platform/clock.ts";
import type { Ctx } from "#server/platform/context.ts";
import { newId } from "#server/platform/ids.ts";

const MAX_CHARACTERS = 4_000;

/** The parameters of an OAuth request, as the form that RFC 8628 asks for; null for anything else. */
export async function readForm(request: Request): Promise<Record<string, string> | null> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") return null;
  if (Number(request.headers.get("content-length") ?? Infinity) > MAX_CHARACTERS) return null;
  return Object.fromEntries(new URLSearchParams(await request.text()));
}

/** OAuth's answers are JSON and never kept by a cache. */
export function oauthAnswer(status: number, body: Record<string, unknown>): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store" } });
}

export function visitorCtx(): Ctx {
  const now = clock.now();
  return { caller: { kind: "visitor" }, now, requestId: newId("req", now) };
}
