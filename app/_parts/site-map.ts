import { readGuides } from "#app/(portal)/guides/_parts/read-guides.ts";
import { routes } from "#lib/routes.ts";
import { listReferences } from "#server/catalog/index.ts";
import type { ReferenceSummary } from "#server/catalog/schema.ts";
import type { Ctx } from "#server/platform/context.ts";
import { countPages, listPageKeys } from "#server/specs/index.ts";

/** Search engines take 50,000 addresses and 50 MB in one file; addresses may have two kilobytes. */
export const PART_SIZE = 20_000;
const SLICE = 1_000;

/** Pages of one kind, looked up only when their turn comes. */
interface Section {
  count: number;
  changedAt?: Date | undefined;
  paths: (skip: number, take: number) => Promise<string[]> | string[];
}

/** Every page that a visitor may read and that is worth finding, in an order that stays. */
export async function siteSections(ctx: Ctx): Promise<Section[]> {
  const guides = await readGuides();
  const sections = [
    fixed([
      routes.home(),
      routes.catalog(),
      routes.guides(),
      ...guides.map(({ slug }) => routes.guide(slug)),
    ]),
  ];
  let after: string | null | undefined;
  do {
    const page = await listReferences(ctx, { ...(after && { after }) });
    const documents = page.items.flatMap(({ versions }) => versions.map(({ documentId }) => documentId));
    const counts = await countPages([...new Set(documents)]);
    for (const api of page.items) sections.push(...apiSections(api, counts));
    after = page.next;
  } while (after);
  return sections;
}

function apiSections(
  { slug, guides, versions, updatedAt }: ReferenceSummary,
  counts: Awaited<ReturnType<typeof countPages>>,
): Section[] {
  // Of a retired version the pages still stand for those who have their address.
  const current = versions.filter(({ lifecycle }) => lifecycle !== "retired");
  return [
    fixed([routes.api(slug), ...guides.map((guide) => routes.apiGuide(slug, guide))], updatedAt),
    ...current.flatMap(({ name, documentId, changedAt }) => {
      const { operations, schemas, tags } = counts.get(documentId) ?? { operations: 0, schemas: 0, tags: [] };
      const keys = (kind: "operations" | "schemas", path: (key: string) => string) => ({
        count: kind === "operations" ? operations : schemas,
        changedAt,
        paths: async (skip: number, take: number) =>
          (await listPageKeys(documentId, kind, { skip, take })).map(path),
      });
      return [
        fixed([routes.version(slug, name), ...tags.map((tag) => routes.tag(slug, name, tag))], changedAt),
        keys("operations", (key) => routes.operation(slug, name, key)),
        keys("schemas", (key) => routes.schema(slug, name, key)),
      ];
    }),
  ];
}

function fixed(paths: string[], changedAt?: Date): Section {
  return { count: paths.length, changedAt, paths: (skip, take) => paths.slice(skip, skip + take) };
}

export function countParts(sections: Section[]): number {
  return Math.max(1, Math.ceil(sections.reduce((sum, { count }) => sum + count, 0) / PART_SIZE));
}

/** One file of the map, a slice of addresses at a time; null when there is no such part. */
export function sitePart(
  sections: Section[],
  part: number,
  origin: string,
): ReadableStream<Uint8Array> | null {
  if (!Number.isInteger(part) || part < 0 || part >= countParts(sections)) return null;
  const pieces = writePart(sections, part, origin);
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
}

async function* writePart(sections: Section[], part: number, origin: string): AsyncGenerator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n';
  const [from, to] = [part * PART_SIZE, (part + 1) * PART_SIZE];
  let start = 0;
  for (const { count, changedAt, paths } of sections) {
    const last = Math.min(count, to - start);
    for (let skip = Math.max(0, from - start); skip < last; skip += SLICE) {
      const found = await paths(skip, Math.min(SLICE, last - skip));
      yield found.map((path) => entry("url", origin + path, changedAt)).join("");
    }
    start += count;
  }
  yield "</urlset>\n";
}

/** The list of the parts. */
export function siteIndex(parts: number, origin: string): string {
  const entries = Array.from({ length: parts }, (_, part) =>
    entry("sitemap", origin + routes.sitemapPart(part)),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join("")}</sitemapindex>\n`;
}

function entry(name: "url" | "sitemap", address: string, changedAt?: Date): string {
  const escaped = address.replaceAll("&", "&amp;").replaceAll("'", "&apos;");
  const day = changedAt ? `<lastmod>${changedAt.toISOString().slice(0, 10)}</lastmod>` : "";
  return `<${name}><loc>${escaped}</loc>${day}</${name}>\n`;
}
