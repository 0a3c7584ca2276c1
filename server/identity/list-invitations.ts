import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { requireOrganiser } from "./policy.ts";
import type { InvitationSummary } from "./schema.ts";

const MOST = 200;

/** The organisation's invitations that nobody has accepted yet, newest first; expired ones too, until taken back. */
export async function listInvitations(ctx: Ctx): Promise<InvitationSummary[]> {
  const { orgId } = requireOrganiser(ctx, "keep_members");
  const rows = await reader(ctx).invitation.findMany({
    where: { orgId, acceptedAt: null, revokedAt: null },
    orderBy: { createdAt: "desc" },
    take: MOST,
    select: {
      id: true,
      email: true,
      role: true,
      teamId: true,
      invitedBy: true,
      createdAt: true,
      expiresAt: true,
    },
  });
  const people = await reader(ctx).user.findMany({
    where: { id: { in: rows.map(({ invitedBy }) => invitedBy) } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const teams = await reader(ctx).team.findMany({ where: { orgId }, select: { id: true, name: true } });
  const teamNames = new Map(teams.map(({ id, name }) => [id, name]));
  return rows.map(({ invitedBy, teamId, ...row }) => ({
    ...row,
    teamName: teamNames.get(teamId ?? "") ?? null,
    invitedByName:
      names.get(invitedBy) ?? (invitedBy.startsWith("scim_") ? "The directory" : "Somebody who left"),
    isExpired: row.expiresAt <= ctx.now,
  }));
}
