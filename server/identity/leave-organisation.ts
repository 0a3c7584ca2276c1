import type { Ctx } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { endMembership, findMembership } from "./memberships.ts";
import { requireMember } from "./policy.ts";

/** Ends the person's own membership of the organisation that the session acts for. */
export async function leaveOrganisation(ctx: Ctx): Promise<void> {
  const { orgId, userId, sessionId } = requireMember(ctx);
  await mutate(ctx, async (tx) => {
    const member = await findMembership(tx, orgId, userId);
    await endMembership(tx, { orgId, userId, member }, ctx.now);
    await tx.session.updateMany({ where: { id: sessionId, userId }, data: { activeOrgId: null } });
    return {
      value: undefined,
      audit: { action: "member.left", target: userId, targetName: member.user.email, orgId },
    };
  });
}
