import { lockFor } from "#server/identity/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { type AuditDraft, mutate } from "#server/platform/mutate.ts";
import { GROUP } from "./attributes.ts";
import type { ChangeRequest } from "./change-person.ts";
import { fault, staleFault } from "./faults.ts";
import { changeMembers } from "./group-members.ts";
import { getGroup, lockGroup, readWantedGroup, type WantedGroup } from "./group-record.ts";
import { applyPatch } from "./patch.ts";
import { asUniqueness } from "./person-record.ts";
import { requireDirectory } from "./policy.ts";
import { type Attributes, readAttributes } from "./read-attributes.ts";
import { type Found, isTagged } from "./represent.ts";

/** PUT /Groups/:id: the group becomes what is sent; people who are left out are out of the team. */
export async function replaceGroup(ctx: Ctx, request: ChangeRequest): Promise<Found> {
  return changeGroup(ctx, request, () => readAttributes(GROUP, request.body));
}

/** PATCH /Groups/:id. */
export async function patchGroup(ctx: Ctx, request: ChangeRequest): Promise<Found> {
  return changeGroup(ctx, request, (before) => applyPatch(GROUP, before, request.body));
}

async function changeGroup(
  ctx: Ctx,
  { id: teamId, ifMatch }: ChangeRequest,
  change: (before: Attributes) => Attributes,
): Promise<Found> {
  const { orgId } = requireDirectory(ctx);
  const changed = mutate(ctx, async (tx) => {
    await lockFor(tx, `teams:${orgId}`);
    const before = await lockGroup(tx, orgId, teamId);
    if (ifMatch !== null && !isTagged(before, ifMatch)) throw staleFault();
    const was = readWantedGroup(before.attributes);
    const wanted = readWantedGroup(change(before.attributes));
    const renamed = await renameTeam(tx, orgId, teamId, was, wanted);
    const [had, wants] = [new Set(was.personIds), new Set(wanted.personIds)];
    const added = wanted.personIds.filter((id) => !had.has(id));
    const removed = was.personIds.filter((id) => !wants.has(id));
    const isSame =
      added.length + removed.length === 0 &&
      was.displayName === wanted.displayName &&
      was.externalId === wanted.externalId;
    if (isSame) return { value: before, audit: [] };
    const { displayName, externalId, teamName } = wanted;
    await tx.scimGroup.update({
      where: { teamId },
      data: { displayName, externalId, version: { increment: 1 }, updatedAt: ctx.now },
    });
    const followed = await changeMembers(tx, { orgId, teamId, teamName, added, removed }, ctx.now);
    const detail = { added: added.length, removed: removed.length };
    const draft = { action: "directory_group.updated", target: teamId, targetName: displayName, detail };
    return { value: await getGroup(tx, orgId, teamId), audit: [draft, ...renamed, ...followed] };
  });
  return changed.catch(asUniqueness);
}

async function renameTeam(
  tx: Tx,
  orgId: string,
  teamId: string,
  was: WantedGroup,
  { displayName, teamName: name }: WantedGroup,
): Promise<AuditDraft[]> {
  if (was.displayName === displayName) return [];
  const taken = { orgId, name: { equals: name, mode: "insensitive" as const }, NOT: { id: teamId } };
  if ((await tx.team.count({ where: taken })) > 0) throw fault("uniqueness", "Another team has this name.");
  await tx.team.update({ where: { id: teamId }, data: { name } });
  // Every member's own resource names the group.
  await tx.scimUser.updateMany({
    where: { orgId, groups: { some: { teamId } } },
    data: { version: { increment: 1 } },
  });
  return [{ action: "team.renamed", target: teamId, targetName: name, detail: { from: was.teamName } }];
}
