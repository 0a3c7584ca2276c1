import { type Ctx, requireRecentProof } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { findMembership } from "./memberships.ts";
import { requireMember } from "./policy.ts";
import { type OrgRoleValue, TransferOwnershipInput } from "./schema.ts";
import { lockFor } from "./store.ts";

/** Hands an organisation over: the other member becomes an owner, the one who gives it an admin. */
export async function transferOwnership(ctx: Ctx, raw: unknown): Promise<void> {
  const caller = requireMember(ctx);
  const { userId } = read(TransferOwnershipInput, raw);
  const { orgId } = caller;
  if (caller.role !== "owner")
    throw new Refusal("not_allowed", "Only an owner may hand the organisation over.");
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
    const set = (whom: string, role: OrgRoleValue) =>
      tx.membership.update({ where: { orgId_userId: { orgId, userId: whom } }, data: { role } });
    await set(userId, "owner");
    await set(caller.userId, "admin");
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
