import { deleteIdleTeam, lockFor } from "#server/identity/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { staleFault } from "./faults.ts";
import { changeMembers } from "./group-members.ts";
import { lockGroup, readWantedGroup } from "./group-record.ts";
import { requireDirectory } from "./policy.ts";
import { isTagged } from "./represent.ts";

/**
 * DELETE /Groups/:id: the directory's people leave the team. The team goes too, unless it owns something, somebody whom
 * people put there works in it, another way in leads there, or it is the last: apps and APIs need one to belong to.
 */
export async function removeGroup(
  ctx: Ctx,
  { id: teamId, ifMatch }: { id: string; ifMatch: string | null },
): Promise<void> {
  const { orgId } = requireDirectory(ctx);
  await mutate(ctx, async (tx) => {
    await lockFor(tx, `teams:${orgId}`);
    const group = await lockGroup(tx, orgId, teamId);
    if (ifMatch !== null && !isTagged(group, ifMatch)) throw staleFault();
    const { displayName, teamName, personIds } = readWantedGroup(group.attributes);
    const change = { orgId, teamId, teamName, added: [], removed: personIds };
    const followed = await changeMembers(tx, change, ctx.now);
    await tx.scimGroup.delete({ where: { teamId } });
    const isGone = await deleteIdleTeam(tx, orgId, teamId, ctx.now);
    const draft = { action: "directory_group.deleted", target: teamId, targetName: displayName };
    const deleted = isGone ? [{ action: "team.deleted", target: teamId, targetName: teamName }] : [];
    return { value: undefined, audit: [draft, ...followed, ...deleted] };
  });
}
