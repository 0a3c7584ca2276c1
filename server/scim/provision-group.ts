import { insertTeam, lockFor } from "#server/identity/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { type AuditDraft, mutate } from "#server/platform/mutate.ts";
import { GROUP } from "./attributes.ts";
import { fault } from "./faults.ts";
import { changeMembers, requirePeople } from "./group-members.ts";
import { getGroup, readWantedGroup } from "./group-record.ts";
import { asUniqueness } from "./person-record.ts";
import { requireDirectory } from "./policy.ts";
import { readAttributes } from "./read-attributes.ts";
import type { Found } from "./represent.ts";

/** POST /Groups: a team of this name, with these people. A team that people made under the name is taken over as it is. */
export async function provisionGroup(ctx: Ctx, raw: unknown): Promise<Found> {
  const { orgId } = requireDirectory(ctx);
  const { displayName, teamName, externalId, personIds } = readWantedGroup(readAttributes(GROUP, raw));
  const made = mutate(ctx, async (tx) => {
    await lockFor(tx, `teams:${orgId}`);
    await requirePeople(tx, orgId, personIds);
    const { teamId, audit } = await takeTeam(tx, orgId, teamName, ctx.now);
    const moments = { createdAt: ctx.now, updatedAt: ctx.now };
    await tx.scimGroup.create({ data: { teamId, orgId, displayName, externalId, ...moments } });
    const change = { orgId, teamId, teamName, added: personIds, removed: [] };
    const followed = await changeMembers(tx, change, ctx.now);
    const draft = { action: "directory_group.created", target: teamId, targetName: displayName };
    return { value: await getGroup(tx, orgId, teamId), audit: [draft, ...audit, ...followed] };
  });
  return made.catch(asUniqueness);
}

async function takeTeam(
  tx: Tx,
  orgId: string,
  name: string,
  now: Date,
): Promise<{ teamId: string; audit: AuditDraft[] }> {
  const team = await tx.team.findFirst({
    where: { orgId, name: { equals: name, mode: "insensitive" } },
    select: { id: true, scimGroup: { select: { teamId: true } } },
  });
  if (team?.scimGroup) throw fault("uniqueness", "A group of this name is known already.");
  if (team) return { teamId: team.id, audit: [] };
  const teamId = await insertTeam(tx, orgId, name, now);
  return { teamId, audit: [{ action: "team.created", target: teamId, targetName: name }] };
}
