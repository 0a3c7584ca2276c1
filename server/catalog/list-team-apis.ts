import { z } from "zod";
import { type Ctx, requirePermission } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";

const ListTeamApisInput = z.object({ teamId: z.string().min(1).max(64) });

/** The APIs that a team of the caller's organisation owns, drafts too. */
export async function listTeamApis(
  ctx: Ctx,
  raw: unknown,
): Promise<{ id: string; slug: string; name: string }[]> {
  const { orgId } = requirePermission(ctx, "see_things", "apis:read");
  const { teamId } = read(ListTeamApisInput, raw);
  return reader(ctx).api.findMany({
    where: { orgId, teamId },
    orderBy: { name: "asc" },
    take: 500,
    select: { id: true, slug: true, name: true },
  });
}
