import { unfoldedHtml } from "#components/reference/schema-html.ts";
import { placeLinks } from "#lib/reference-links.ts";
import { routes } from "#lib/routes.ts";
import { buildId } from "#server/platform/build-id.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { getSchema } from "#server/specs/index.ts";
import { decoded, loadVersion } from "../../../../../../_parts/load.ts";

type Context = { params: Promise<{ api: string; version: string; schema: string }> };

const LONGEST_ID = 300;

/** What a schema contains, as markup to unfold in the page that names it: `at` begins its rows' ids. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { api, version, schema: key } = await params;
  const { documentId, api: owner, name } = await loadVersion(api, version);
  const query = new URL(request.url).searchParams;
  const idPrefix = query.get("at")?.slice(0, LONGEST_ID);
  const to = query.get("to");
  const direction = to === "request" || to === "response" ? to : undefined;
  const etag = `"${documentId}-${buildId()}"`;
  const headers = {
    etag,
    // A compiled document never changes within a build, but who may read it is asked each time.
    "cache-control": "private, no-cache",
    "content-type": "text/html; charset=utf-8",
  };
  if (documentId && request.headers.get("if-none-match") === etag)
    return new Response(null, { status: 304, headers });
  const page = documentId && (await getSchema(documentId, decoded(key)).catch(asMissing));
  if (!page) return new Response("This schema does not exist.\n", { status: 404 });
  const href = (schema: string) => routes.schema(owner.slug, name, schema);
  const markup = unfoldedHtml(page.schema, {
    href,
    ...(idPrefix && { idPrefix }),
    ...(direction && { direction }),
  });
  return new Response(placeLinks(markup.text, { api: owner.slug, version: name }), { headers });
}

function asMissing(error: unknown): null {
  if (error instanceof Refusal && error.code === "not_found") return null;
  throw error;
}
