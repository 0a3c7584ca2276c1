import { countParts, siteIndex, sitePart, siteSections } from "#app/_parts/site-map.ts";
import { visitorContext } from "#app/_parts/visitor-context.ts";
import { env } from "#server/platform/env.ts";

/** The map of everything public; when it is too long for one file, the list of its parts. */
export async function GET(): Promise<Response> {
  const sections = await siteSections(await visitorContext());
  const parts = countParts(sections);
  const { PUBLIC_URL } = env();
  return new Response(parts === 1 ? sitePart(sections, 0, PUBLIC_URL) : siteIndex(parts, PUBLIC_URL), {
    headers: { "content-type": "application/xml; charset=utf-8", "cache-control": "public, max-age=60" },
  });
}
