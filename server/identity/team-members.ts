import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import { isUniqueViolation } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { findMembership } from "./memberships.ts";
import { requireOrganiser } from "./policy.ts";
import { TeamMemberInput } from "./schema.ts";
import { findTeam } from "./teams.ts";

/** Lets a member of the organisation work in a team: a developer there changes what the team owns, from now on. */
export async function addTeamMember(ctx: Ctx, raw: unknown): Promise<void> {
  const { orgId } = requireOrganiser(ctx, "keep_members");
  const { teamId, userId } = read(TeamMemberInput, raw);
  const added = mutate(ctx, async (tx) => {
    const team = await findTeam(tx, orgId, teamId);
    const { user, organisation } = await findMembership(tx, orgId, userId);
    const known = await tx.teamMember.count({ where: { teamId, userId } });
    if (known > 0) throw new Refusal("conflict", "This person is in the team already.");
    await tx.teamMember.create({ data: { teamId, orgId, userId, createdAt: ctx.now } });
    const what = `You work in the team ${team.name} now: what it owns is yours to change as far as your role goes.`;
    const data = { orgName: organisation.name, what, path: routes.organisation() };
    await queueMail(tx, { to: user.email, template: "access-changed", data, now: ctx.now });
    const detail = { userId, email: user.email };
    return {
      value: undefined,
      audit: { action: "team.member_added", target: teamId, targetName: team.name, orgId, detail },
    };
  });
  await added.catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    throw new Refusal("conflict", "This person is in the team already.");
  });
}

/** Takes a person out of a team; they stay a member of the organisation, and the team keeps what they made. */
export async function removeTeamMember(ctx: Ctx, raw: unknown): Promise<void> {
  const { orgId } = requireOrganiser(ctx, "keep_members");
  const { teamId, userId } = read(TeamMemberInput, raw);
  await mutate(ctx, async (tx) => {
    const team = await findTeam(tx, orgId, teamId);
    const { user, organisation } = await findMembership(tx, orgId, userId);
    const { count } = await tx.teamMember.deleteMany({ where: { teamId, orgId, userId } });
    if (count === 0) throw new Refusal("not_found", "This person is not in the team.");
    const what = `You no longer work in the team ${team.name}. What it owns stays with it.`;
    const data = { orgName: organisation.name, what, path: routes.organisation() };
    await queueMail(tx, { to: user.email, template: "access-changed", data, now: ctx.now });
    const detail = { userId, email: user.email };
    return {
      value: undefined,
      audit: { action: "team.member_removed", target: teamId, targetName: team.name, orgId, detail },
    };
  });
}
