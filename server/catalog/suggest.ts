import { z } from "zod";
import { routes } from "#lib/routes.ts";
import { isStorable } from "#lib/storable.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import type { Suggestion } from "./schema.ts";
import {
  type ApiHit,
  type Asked,
  askAsTyped,
  askNearest,
  findApiHits,
  findOperationHits,
} from "./search-hits.ts";

/** What is not understood counts as nothing typed. */
const SuggestInput = z.object({ q: z.string().trim().max(200).refine(isStorable).catch("") });

const MAX_APIS = 4;
const MAX_SUGGESTIONS = 10;

/** At most ten answers while somebody types: the best APIs, then the best operations. */
export async function suggest(ctx: Ctx, raw: unknown): Promise<Suggestion[]> {
  const { q } = read(SuggestInput, raw);
  const typed = askAsTyped(q);
  if (!typed) return [];
  const first = await answer(ctx, typed);
  if (first.length > 0) return first;
  const nearest = await askNearest(reader(ctx), q);
  return nearest ? answer(ctx, nearest) : [];
}

async function answer(ctx: Ctx, asked: Asked): Promise<Suggestion[]> {
  const tx = reader(ctx);
  const [hits, operations] = await Promise.all([
    findApiHits(tx, ctx.caller, asked),
    findOperationHits(tx, ctx.caller, asked, {
      perApi: MAX_SUGGESTIONS,
      limit: MAX_SUGGESTIONS,
      maxRanked: 1_000,
    }),
  ]);
  const best = hits
    .filter(({ lifecycle, isDirect }) => isDirect && lifecycle !== "retired")
    .sort((a: ApiHit, b: ApiHit) => b.score - a.score)
    .slice(0, MAX_APIS);
  const named = await tx.api.findMany({
    where: { id: { in: [...best.map(({ id }) => id), ...operations.map(({ apiId }) => apiId)] } },
    select: { id: true, slug: true, name: true, summary: true },
  });
  const apiOf = (id: string) => named.find((api) => api.id === id);
  return [
    ...best.flatMap(({ id }): Suggestion[] => {
      const api = apiOf(id);
      if (!api) return [];
      return [
        {
          kind: "api",
          title: api.name,
          context: api.summary,
          method: null,
          path: null,
          href: routes.api(api.slug),
        },
      ];
    }),
    ...operations.flatMap((operation): Suggestion[] => {
      const api = apiOf(operation.apiId);
      if (!api) return [];
      const href = routes.operation(api.slug, operation.version, operation.key);
      const context = `${api.name} ${operation.version}`;
      return [
        {
          kind: "operation",
          title: operation.title,
          context,
          method: operation.method,
          path: operation.path,
          href,
        },
      ];
    }),
  ].slice(0, MAX_SUGGESTIONS);
}
