import { readGuideSource, readGuides } from "#app/(portal)/guides/_parts/read-guides.ts";
import { type MarkdownAddresses, markdownAddresses } from "#components/markdown/addresses.ts";
import { operationMarkdown } from "#components/markdown/operation.ts";
import {
  apiGuideMarkdown,
  apiMarkdown,
  catalogMarkdown,
  guideMarkdown,
  guidesMarkdown,
  homeMarkdown,
  schemaPageMarkdown,
  tagMarkdown,
  versionMarkdown,
} from "#components/markdown/pages.ts";
import { getApi, getGuide, getVersion, popularApis, searchCatalog } from "#server/catalog/index.ts";
import { getBrand } from "#server/content/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import { env } from "#server/platform/env.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { getOperation, getOverview, getSchema, listOperations, listSchemas } from "#server/specs/index.ts";

const MOST_APIS = 100;

/** The Markdown of the page that these parts of an address name, as far as the caller may see it. */
export async function writeMarkdown(ctx: Ctx, parts: string[]): Promise<string> {
  const to = markdownAddresses(env().PUBLIC_URL);
  const [room = "", first, second, third, fourth, fifth, ...more] = parts;
  if (more.length > 0) throw nothing();
  if (room === "index" && first === undefined) return home(ctx, to);
  if (room === "guides" && second === undefined) return portalGuide(first, to);
  if (room !== "apis") throw nothing();
  if (first === undefined) return catalog(ctx, to);
  if (second === undefined) return apiMarkdown(await getApi(ctx, { api: first }), to);
  if (third === undefined) throw nothing();
  if (second === "guides" && fourth === undefined)
    return apiGuideMarkdown(await getGuide(ctx, { api: first, guide: third }), to);
  if (second !== "v") throw nothing();
  return reference(ctx, { api: first, version: third, kind: fourth, key: fifth }, to);
}

async function home(ctx: Ctx, to: MarkdownAddresses): Promise<string> {
  const [brand, apis, guides] = await Promise.all([
    getBrand(),
    popularApis(ctx, { limit: 10 }),
    readGuides(),
  ]);
  return homeMarkdown(brand, apis, guides, to);
}

async function catalog(ctx: Ctx, to: MarkdownAddresses): Promise<string> {
  const { results, total } = await searchCatalog(ctx, { sort: "name", pageSize: MOST_APIS });
  return catalogMarkdown(
    results.map(({ api }) => api),
    total,
    to,
  );
}

async function portalGuide(slug: string | undefined, to: MarkdownAddresses): Promise<string> {
  const guides = await readGuides();
  if (slug === undefined) return guidesMarkdown(guides, to);
  const guide = guides.find((one) => one.slug === slug);
  if (!guide) throw nothing();
  return guideMarkdown(guide, await readGuideSource(guide.slug), to.origin);
}

interface Reference {
  api: string;
  version: string;
  kind: string | undefined;
  key: string | undefined;
}

async function reference(
  ctx: Ctx,
  { api, version: name, kind, key }: Reference,
  to: MarkdownAddresses,
): Promise<string> {
  const version = await getVersion(ctx, { api, version: name });
  const { documentId } = version;
  const place = { api: version.api, version: version.name, to };
  const overview = documentId ? await getOverview(documentId) : null;
  if (kind === undefined)
    return versionMarkdown(version, overview, documentId ? await listSchemas(documentId) : [], place);
  if (!documentId || !overview || key === undefined) throw nothing();
  if (kind === "operations") return operationMarkdown(await getOperation(documentId, key), overview, place);
  if (kind === "schemas") return schemaPageMarkdown(await getSchema(documentId, key), place);
  const tag = kind === "tags" ? overview.tags.find((one) => one.key === key) : undefined;
  if (!tag) throw nothing();
  return tagMarkdown(tag, await listOperations(documentId, { tag: tag.key }), place);
}

function nothing(): Refusal {
  return new Refusal("not_found", "There is no page at this address.");
}
