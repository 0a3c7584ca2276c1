import { isAllowed } from "#lib/organisation-permissions.ts";
import { type Ctx, requireRecentProof } from "#server/platform/context.ts";
import { isUniqueViolation } from "#server/platform/db.ts";
import { holdTeam } from "#server/platform/hold-team.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireOrganiser } from "./policy.ts";
import { InviteMemberInput } from "./schema.ts";
import { takeInvitation, writeInvitation } from "./write-invitation.ts";

/**
 * Mails somebody a link that lets them join the organisation the session acts for. Says nothing of whether the address
 * has an account. Who may invite others in turn is invited with a recent proof only. A newer invitation to the same
 * address replaces the older one, so that a role cannot be chosen.
 */
export async function inviteMember(ctx: Ctx, raw: unknown): Promise<{ invitationId: string }> {
  const caller = requireOrganiser(ctx, "keep_members");
  const { email, role, teamId } = read(InviteMemberInput, raw);
  if (role === "owner" && !isAllowed(caller.role, "keep_owners"))
    throw new Refusal("not_allowed", "Only an owner may invite owners.", { role: "Only an owner may." });
  if (isAllowed(role, "keep_members")) requireRecentProof(ctx);
  await takeInvitation(ctx, caller.orgId, email);
  const { orgId } = caller;
  const sent = mutate(ctx, async (tx) => {
    const org = await tx.organisation.findUnique({
      where: { id: orgId },
      select: { name: true, isPersonal: true },
    });
    if (!org || org.isPersonal)
      throw new Refusal("conflict", "A personal space has one member. Create an organisation first.");
    const member = await tx.membership.findFirst({
      where: { orgId, user: { email } },
      select: { role: true },
    });
    if (member)
      throw new Refusal("conflict", "This person is a member already.", { email: "A member already." });
    const team = teamId ? await holdTeam(tx, orgId, teamId) : null;
    const inviter = { id: caller.userId, name: caller.name };
    const draft = { orgId, orgName: org.name, email, role, teamId: team?.id ?? null, inviter };
    const id = await writeInvitation(tx, draft, ctx.now);
    return {
      value: { invitationId: id },
      audit: {
        action: "invitation.sent",
        target: id,
        targetName: email,
        orgId,
        detail: { role, team: team?.name ?? null },
      },
    };
  });
  return sent.catch((error: unknown) => {
    // Of two invitations at the same moment the first one stands, whatever role the second would have given.
    if (!isUniqueViolation(error)) throw error;
    throw new Refusal("conflict", "Somebody invited this address at this moment.", {
      email: "Invited just now.",
    });
  });
}
