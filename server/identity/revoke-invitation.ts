import type { Ctx } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireOrganiser } from "./policy.ts";
import { InvitationInput } from "./schema.ts";

/** Takes an invitation back; its link is dead from then on. */
export async function revokeInvitation(ctx: Ctx, raw: unknown): Promise<void> {
  const { orgId } = requireOrganiser(ctx, "keep_members");
  const { invitationId: id } = read(InvitationInput, raw);
  await mutate(ctx, async (tx) => {
    const invitation = await tx.invitation.findFirst({ where: { id, orgId }, select: { email: true } });
    if (!invitation) throw new Refusal("not_found", "This invitation does not exist.");
    const { count } = await tx.invitation.updateMany({
      where: { id, acceptedAt: null, revokedAt: null },
      data: { revokedAt: ctx.now },
    });
    if (count === 0) throw new Refusal("conflict", "This invitation was accepted or taken back already.");
    return {
      value: undefined,
      audit: { action: "invitation.revoked", target: id, targetName: invitation.email, orgId },
    };
  });
}
