import { z } from "zod";
import { routes } from "#lib/routes.ts";
import { isStorable } from "#lib/storable.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { matchGuides } from "./match-guides.ts";
import { SUGGESTION_KINDS, type Suggestion, type SuggestionKind } from "./schema.ts";
import { type EntryHit, type EntryScope, findEntryHits, findEntryHitsByText } from "./search-entry-hits.ts";
import { type Asked, askAsTyped, askNearest } from "./search-question.ts";

const place = z.string().max(200).refine(isStorable).optional();

/** What is not understood counts as nothing typed. */
const SuggestInput = z.object({
  q: z.string().trim().max(200).refine(isStorable).catch(""),
  api: place.catch(undefined),
  version: place.catch(undefined),
  kind: z.enum(SUGGESTION_KINDS).optional().catch(undefined),
  limit: z.coerce.number().int().min(1).max(100).catch(10).default(10),
});

/** Below this the longer texts are asked too. */
const FEW = 4;
/** Of each kind where several are asked for, so that none crowds out the others. */
const PER_KIND: Record<SuggestionKind, number> = { api: 4, operation: 8, schema: 4, guide: 4 };

/**
 * The best answers while somebody types, grouped by kind: APIs first, then the kind that fits best. With `api` (and
 * `version`) only what is in it; with `kind` one kind only.
 */
export async function suggest(ctx: Ctx, raw: unknown): Promise<Suggestion[]> {
  const { q, api, version, kind, limit } = read(SuggestInput, raw);
  const typed = askAsTyped(q);
  if (!typed) return [];
  const kinds = kind ? [kind] : SUGGESTION_KINDS.filter((one) => !api || one !== "api");
  const scope: EntryScope = { api, version, kinds, perKind: kind ? limit : Math.min(limit, 20) };
  const hasPortalGuides = !api && kinds.includes("guide");
  const [found, guides] = await Promise.all([
    hitsFor(ctx, typed, scope),
    hasPortalGuides ? matchGuides(q) : [],
  ]);
  const isNothing = found.length === 0 && guides.length === 0;
  const nearest = isNothing ? await askNearest(reader(ctx), q) : null;
  const hits = nearest ? await hitsFor(ctx, nearest, scope) : found;
  return grouped(hits, guides, kind ? limit : undefined).slice(0, limit);
}

async function hitsFor(ctx: Ctx, asked: Asked, scope: EntryScope): Promise<EntryHit[]> {
  const named = await findEntryHits(reader(ctx), ctx, asked, scope);
  if (named.length >= FEW) return named;
  const texts = await findEntryHitsByText(reader(ctx), ctx, asked, scope);
  const known = new Set(named.map(identity));
  return [...named, ...texts.filter((hit) => !known.has(identity(hit)))];
}

function identity({ kind, apiId, key, version }: EntryHit): string {
  return [kind, apiId, version, key].join(" ");
}

function grouped(hits: EntryHit[], guides: Suggestion[], perKind: number | undefined): Suggestion[] {
  const groups = new Map<SuggestionKind, Suggestion[]>([["api", []]]);
  for (const hit of hits) {
    const group = groups.get(hit.kind) ?? [];
    group.push(toSuggestion(hit));
    groups.set(hit.kind, group);
  }
  groups.set("guide", [...(groups.get("guide") ?? []), ...guides]);
  return [...groups].flatMap(([kind, group]) => group.slice(0, perKind ?? PER_KIND[kind]));
}

function toSuggestion(hit: EntryHit): Suggestion {
  const { kind, apiSlug, apiName, version, key, title, method, path } = hit;
  const context = version ? `${apiName} ${version}` : apiName;
  const about = { kind, title, context, method, path };
  if (kind === "api" || key === null) return { ...about, context: hit.apiSummary, href: routes.api(apiSlug) };
  if (kind === "guide") return { ...about, href: routes.apiGuide(apiSlug, key) };
  const route = kind === "schema" ? routes.schema : routes.operation;
  return { ...about, href: route(apiSlug, version ?? "", key) };
}
