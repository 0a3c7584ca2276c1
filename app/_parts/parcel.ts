import Negotiator from "negotiator";
import { html } from "#components/reference/html.ts";
import { decodedOr } from "#lib/decoded-or.ts";
import { buildId } from "#server/platform/build-id.ts";
import type { Ctx } from "#server/platform/context.ts";
import { HttpProblem, problemResponse } from "#server/platform/http-problem.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { log } from "#server/platform/log.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { currentContext } from "#server/platform/session.ts";

/** Something to take along: text as it is or, as the database and the exporters keep it, gzip. */
export interface Parcel {
  body: string | { packed: Uint8Array<ArrayBuffer> } | Uint8Array<ArrayBuffer>;
  mediaType: string;
  /** What the content is made from, which this build does; without it the content itself stands for it. */
  tag?: string;
  fileName?: string;
  isDownload?: boolean;
  /** Other request headers that chose it. */
  vary?: string[];
  headers?: Record<string, string>;
}

interface Options {
  /** Made for anybody alike, whoever asks. */
  asVisitor?: boolean;
}

/** Long enough to take the load off, short enough that what was withdrawn is soon gone. */
const PUBLIC_CACHE = "public, max-age=60";

/** Answers with what `make` packs for the caller; a refusal becomes a problem, or a small page where a person looks. */
export async function sendParcel(
  request: Request,
  make: (ctx: Ctx) => Promise<Parcel>,
  { asVisitor = false }: Options = {},
): Promise<Response> {
  const current = await currentContext();
  const ctx: Ctx = asVisitor ? { ...current, caller: { kind: "visitor" } } : current;
  try {
    return await toResponse(request, await make(ctx), ctx, asVisitor);
  } catch (error) {
    const problem = problemResponse(error, ctx.requestId);
    if (!problem) throw error;
    if (error instanceof Refusal && error.code === "unavailable") {
      log().warn({ requestId: ctx.requestId, message: error.message }, "an export had to wait too long");
      problem.headers.set("retry-after", "30");
    }
    return wantsPage(request) && isExpected(error) ? problemPage(error, problem) : problem;
  }
}

async function toResponse(
  request: Request,
  parcel: Parcel,
  { caller }: Ctx,
  asVisitor: boolean,
): Promise<Response> {
  const { body } = parcel;
  const packed = typeof body === "object" && "packed" in body ? body.packed : null;
  const etag = `W/"${parcel.tag !== undefined ? `${parcel.tag}-${buildId()}` : sha256Hex(packed ?? (body as string | Uint8Array)).slice(0, 32)}"`;
  const isForAll = asVisitor || (caller.kind === "visitor" && !request.headers.has("cookie"));
  const vary = [...(parcel.vary ?? []), ...(asVisitor ? [] : ["Cookie"])];
  const headers = new Headers({
    etag,
    "cache-control": isForAll ? PUBLIC_CACHE : "private, no-cache",
    "content-type": parcel.mediaType,
    ...(vary.length > 0 && { vary: vary.join(", ") }),
    ...parcel.headers,
  });
  if (parcel.fileName) {
    const name = parcel.fileName.replace(/[^\w.-]+/g, "-");
    headers.set("content-disposition", `${parcel.isDownload ? "attachment" : "inline"}; filename="${name}"`);
  }
  if (isKnown(request, etag)) return new Response(null, { status: 304, headers });
  if (!packed) return new Response(body as string | Uint8Array<ArrayBuffer>, { headers });
  // Next sends no encoded body of a handler's; it compresses what it sends by itself.
  const whole = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(whole, { headers });
}

function isKnown(request: Request, etag: string): boolean {
  const bare = (tag: string): string => tag.trim().replace(/^W\//, "");
  const known = request.headers.get("if-none-match")?.split(",").map(bare) ?? [];
  return known.includes("*") || known.includes(bare(etag));
}

/** What Negotiator reads. */
function asked(request: Request): { headers: Record<string, string> } {
  return { headers: Object.fromEntries(request.headers) };
}

function wantsPage(request: Request): boolean {
  const types = ["application/problem+json", "text/html"];
  return new Negotiator(asked(request)).mediaType(types) === "text/html";
}

function isExpected(error: unknown): error is Refusal | HttpProblem {
  return error instanceof Refusal || error instanceof HttpProblem;
}

function problemPage({ message }: Error, { status, headers }: Response): Response {
  const title = status === 404 ? "Nothing is here" : "This could not be made";
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${title}</title></head>
<body style="font: 1rem/1.6 system-ui, sans-serif; max-width: 38rem; margin: 4rem auto; padding: 0 1rem">
<h1 style="font-size: 1.375rem">${title}</h1><p>${message}</p><p><a href="/apis">All APIs</a></p></body></html>
`;
  headers.set("content-type", "text/html; charset=utf-8");
  return new Response(page.text, { status, headers });
}

/** A part of an address as it was meant; one that is not well encoded names nothing. */
export function named(segment: string): string {
  const name = decodedOr(segment, null);
  if (name === null) throw new Refusal("not_found", "Nothing is at this address.");
  return name;
}
