import { z } from "zod";
import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import type { OwnedApp } from "./schema.ts";

const ListOrganisationAppsInput = z.object({ orgId: z.string().min(1).max(64) });
const MOST = 200;

/** The apps of any organisation, newest first, for those who look after the portal. */
export async function listOrganisationApps(ctx: Ctx, raw: unknown): Promise<OwnedApp[]> {
  requirePlatform(ctx, "organisations.read");
  const { orgId } = read(ListOrganisationAppsInput, raw);
  return reader(ctx).app.findMany({
    where: { orgId, deletedAt: null },
    orderBy: { id: "desc" },
    take: MOST,
    select: { id: true, name: true, status: true, teamId: true, createdAt: true },
  });
}
