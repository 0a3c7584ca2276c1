import { z } from "zod";
import type { Ctx } from "#server/platform/context.ts";
import { read } from "#server/platform/read.ts";
import type { ApiSummary } from "./schema.ts";
import { searchCatalog } from "./search-catalog.ts";

const PopularApisInput = z.object({ limit: z.number().int().min(1).max(50).default(4) });

/** The most used APIs that one can start with, most used first. */
export async function popularApis(ctx: Ctx, raw: unknown = {}): Promise<ApiSummary[]> {
  const { limit } = read(PopularApisInput, raw);
  const { results } = await searchCatalog(ctx, {
    sort: "popular",
    lifecycle: ["published"],
    pageSize: limit,
  });
  return results.map(({ api }) => api);
}
