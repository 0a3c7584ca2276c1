import { PLATFORM_ROLE_NAMES } from "#lib/platform-permissions.ts";
import { queueMail } from "#server/notify/index.ts";
import { type Ctx, requirePlatform, requireRecentProof } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireGrant } from "./policy.ts";
import { SetPlatformRoleInput } from "./schema.ts";
import { findUser, requireActive, requireOtherAdmin } from "./suspend-user.ts";

/**
 * Gives a person another role in the portal, and mails them. Nobody gives themselves one; the last administrator
 * stays; who is no administrator decides about none.
 */
export async function setPlatformRole(ctx: Ctx, raw: unknown): Promise<void> {
  const caller = requirePlatform(ctx, "roles.grant");
  const { userId, platformRole } = read(SetPlatformRoleInput, raw);
  if (userId === caller.userId && platformRole !== "none")
    throw new Refusal("not_allowed", "Nobody chooses their own role. Ask another administrator.");
  requireRecentProof(ctx);
  await mutate(ctx, async (tx) => {
    const user = await findUser(tx, userId);
    if (user.platformRole === platformRole) return { value: undefined, audit: [] };
    requireGrant(ctx, user.platformRole, platformRole);
    if (user.platformRole === "admin") await requireOtherAdmin(tx, userId);
    if (platformRole !== "none") requireActive(user);
    const { count } = await tx.user.updateMany({
      where: { id: userId, platformRole: user.platformRole },
      data: { platformRole },
    });
    if (count === 0)
      throw new Refusal("conflict", `Somebody changed the role of ${user.name} just now. Look again.`);
    const data = { role: PLATFORM_ROLE_NAMES[platformRole], by: caller.name };
    await queueMail(tx, { to: user.email, template: "platform-role-set", data, now: ctx.now });
    const detail = { from: user.platformRole, to: platformRole };
    return {
      value: undefined,
      audit: {
        action: "user.platform_role_set",
        target: userId,
        targetName: user.email,
        orgId: null,
        detail,
      },
    };
  });
}
