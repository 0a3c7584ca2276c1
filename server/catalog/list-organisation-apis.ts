import { z } from "zod";
import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { knownApis } from "./policy.ts";
import type { OwnedApi } from "./schema.ts";

const ListOrganisationApisInput = z.object({ orgId: z.string().min(1).max(64) });
const MOST = 200;

/** The APIs of any organisation for those who look after the portal: all of them for who may read the whole catalog. */
export async function listOrganisationApis(ctx: Ctx, raw: unknown): Promise<OwnedApi[]> {
  requirePlatform(ctx, "organisations.read");
  const { orgId } = read(ListOrganisationApisInput, raw);
  return reader(ctx).api.findMany({
    where: { AND: [{ orgId }, knownApis(ctx)] },
    orderBy: { name: "asc" },
    take: MOST,
    select: { id: true, slug: true, name: true, visibility: true, teamId: true, createdAt: true },
  });
}
