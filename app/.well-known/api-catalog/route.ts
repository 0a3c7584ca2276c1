import { sendParcel } from "#app/_parts/parcel.ts";
import { routes } from "#lib/routes.ts";
import { listReferences } from "#server/catalog/index.ts";
import type { ReferenceSummary } from "#server/catalog/schema.ts";
import { env } from "#server/platform/env.ts";

const PROFILE = "https://www.rfc-editor.org/info/rfc9727";
const PAGE_SIZE = 500;

/** RFC 9727: every public API as a linkset, a page at a time. */
export function GET(request: Request): Promise<Response> {
  return sendParcel(
    request,
    async (ctx) => {
      const after = new URL(request.url).searchParams.get("after");
      const { items, next } = await listReferences(ctx, { ...(after && { after }), limit: PAGE_SIZE });
      const at = (path: string): string => env().PUBLIC_URL + path;
      const catalog = {
        anchor: at(routes.apiCatalog()),
        item: items.flatMap(({ slug, versions }) =>
          usable(versions).map(({ name }) => ({ href: at(routes.version(slug, name)) })),
        ),
        ...(next && { next: [{ href: at(`${routes.apiCatalog()}?after=${encodeURIComponent(next)}`) }] }),
      };
      const body = JSON.stringify({ linkset: [catalog, ...items.flatMap((api) => contexts(api, at))] });
      return {
        body,
        mediaType: `application/linkset+json; profile="${PROFILE}"`,
        headers: { link: `<${routes.apiCatalog()}>; rel="api-catalog"` },
      };
    },
    { asVisitor: true },
  );
}

function usable(versions: ReferenceSummary["versions"]): ReferenceSummary["versions"] {
  return versions.filter(({ lifecycle }) => lifecycle !== "retired");
}

function contexts({ slug, name: title, versions }: ReferenceSummary, at: (path: string) => string) {
  return usable(versions).map(({ name }) => ({
    anchor: at(routes.version(slug, name)),
    "service-desc": [
      { href: at(routes.versionSource(slug, name, "json")), type: "application/json" },
      { href: at(routes.versionSource(slug, name, "yaml")), type: "application/yaml" },
    ],
    "service-doc": [
      { href: at(routes.version(slug, name)), type: "text/html", title: `${title} ${name}` },
      { href: at(routes.markdown(routes.version(slug, name))), type: "text/markdown" },
    ],
    "service-meta": [{ href: at(routes.apiLlms(slug)), type: "text/plain" }],
  }));
}
