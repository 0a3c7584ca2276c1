import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import { type Ctx, requireRecentProof } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { endInvitations } from "./end-invitations.ts";
import { mailOwners } from "./mail-owners.ts";
import { findMembership, requireActive } from "./memberships.ts";
import { requireOrganiser } from "./policy.ts";
import { type OrgRoleValue, TransferOwnershipInput } from "./schema.ts";
import { lockFor } from "./store.ts";

/** Hands an organisation over: the other member becomes an owner, the one who gives it an admin. All owners hear of it. */
export async function transferOwnership(ctx: Ctx, raw: unknown): Promise<void> {
  const caller = requireOrganiser(ctx, "keep_owners");
  const { userId } = read(TransferOwnershipInput, raw);
  const { orgId } = caller;
  requireRecentProof(ctx);
  if (userId === caller.userId) throw new Refusal("conflict", "You are an owner already.");
  await mutate(ctx, async (tx) => {
    await lockFor(tx, `owners:${orgId}`);
    const [giver, taker] = [
      await findMembership(tx, orgId, caller.userId),
      await findMembership(tx, orgId, userId),
    ];
    if (giver.role !== "owner")
      throw new Refusal("not_allowed", "Only an owner may hand the organisation over.");
    requireActive(taker.user);
    const set = async (whom: string, from: OrgRoleValue, role: OrgRoleValue) => {
      const where = { orgId, userId: whom, role: from };
      const { count } = await tx.membership.updateMany({ where, data: { role } });
      if (count === 0) throw new Refusal("conflict", "Somebody changed a role just now. Look again.");
    };
    await set(userId, taker.role, "owner");
    await set(caller.userId, "owner", "admin");
    await endInvitations(tx, { userId: caller.userId, orgId, role: "admin" }, ctx.now);
    const orgName = giver.organisation.name;
    const news = `${giver.user.name} handed the organisation over to ${taker.user.name}, who is an owner now.`;
    await mailOwners(tx, orgId, { orgName, what: news }, ctx.now);
    const what = `You handed the organisation over to ${taker.user.name}. Your role is admin now.`;
    const data = { orgName, what, path: routes.organisation() };
    await queueMail(tx, { to: giver.user.email, template: "access-changed", data, now: ctx.now });
    return {
      value: undefined,
      audit: {
        action: "organisation.handed_over",
        target: userId,
        targetName: taker.user.email,
        orgId,
        detail: { from: caller.userId },
      },
    };
  });
}
