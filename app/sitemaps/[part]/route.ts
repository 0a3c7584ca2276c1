import { sitePart, siteSections } from "#app/_parts/site-map.ts";
import { visitorContext } from "#app/_parts/visitor-context.ts";
import { env } from "#server/platform/env.ts";

type Context = { params: Promise<{ part: string }> };

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { part } = await params;
  const sections = await siteSections(await visitorContext());
  const stream = /^\d{1,6}$/.test(part) ? sitePart(sections, Number(part), env().PUBLIC_URL) : null;
  if (!stream) return new Response("The map has no such part.\n", { status: 404 });
  return new Response(stream, {
    headers: { "content-type": "application/xml; charset=utf-8", "cache-control": "public, max-age=60" },
  });
}
