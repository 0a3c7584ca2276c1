import { z } from "zod";
import type { Ctx } from "#server/platform/context.ts";
import { read } from "#server/platform/read.ts";
import { findChanges } from "./change-rows.ts";
import type { ChangeSummary } from "./schema.ts";

const ListChangesInput = z.object({
  api: z.string().max(100),
  limit: z.number().int().min(1).max(200).default(100),
});

/** The changelog of one API, newest first. */
export async function listChanges(ctx: Ctx, raw: unknown): Promise<ChangeSummary[]> {
  const { api, limit } = read(ListChangesInput, raw);
  return findChanges(ctx, { OR: [{ slug: api }, { id: api }] }, limit);
}
