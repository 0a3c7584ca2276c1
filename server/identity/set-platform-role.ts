import { type Ctx, requireAdmin } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { SetPlatformRoleInput } from "./schema.ts";
import { findUser, requireOtherAdmin } from "./suspend-user.ts";

/** Makes a person an administrator of the portal, or no longer one. The last one stays. */
export async function setPlatformRole(ctx: Ctx, raw: unknown): Promise<void> {
  requireAdmin(ctx);
  const { userId, platformRole } = read(SetPlatformRoleInput, raw);
  await mutate(ctx, async (tx) => {
    const user = await findUser(tx, userId);
    if (user.platformRole === platformRole) return { value: undefined, audit: [] };
    if (platformRole === "none") await requireOtherAdmin(tx, userId);
    else if (user.status !== "active")
      throw new Refusal("conflict", `${user.name} is suspended. Restore the account first.`);
    await tx.user.update({ where: { id: userId }, data: { platformRole } });
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
