import { navHtml, navPartHtml, navTagHtml } from "#components/reference/nav-html.ts";
import { listOperations } from "#server/specs/index.ts";
import { loadVersion } from "../../../../_parts/load.ts";
import { navPageOf } from "../_parts/nav-page.ts";

type Context = { params: Promise<{ api: string; version: string }> };

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "private, no-cache",
  "x-robots-tag": "noindex",
};

/** Parts of the navigation that a page left out: what is in a tag, more tags, or the navigation around another page. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { api, version } = await params;
  const loaded = await loadVersion(api, version);
  const query = new URL(request.url).searchParams;
  const page = await navPageOf(loaded, query.get("at") ?? "");
  if (!page || !loaded.documentId) return new Response("", { status: 404, headers: HEADERS });
  const tag = query.get("tag");
  if (tag !== null) {
    const operations = await listOperations(loaded.documentId, { tag });
    return new Response(navTagHtml({ ...page, tag, operations }).text, { headers: HEADERS });
  }
  const way = query.has("before") ? "before" : query.has("after") ? "after" : null;
  const part = way ? navPartHtml({ ...page, way, at: Number(query.get(way)) || 0 }) : navHtml(page);
  return new Response(part.text, { headers: HEADERS });
}
