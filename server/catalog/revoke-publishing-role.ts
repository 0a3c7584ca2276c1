import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import { type Ctx, requireProofOfPerson } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requirePublisher } from "./policy.ts";
import { requirePermission, requirePermissionForAll } from "./publishing-roles.ts";
import { PublishingGrantRef } from "./schema.ts";

/** Takes back what was granted; what the role in the organisation allows stays. */
export async function revokePublishingRole(ctx: Ctx, raw: unknown): Promise<void> {
  const caller = requirePublisher(ctx);
  requireProofOfPerson(ctx);
  const { grantId } = read(PublishingGrantRef, raw);
  await mutate(ctx, async (tx) => {
    const grant = await tx.publishingGrant.findFirst({
      where: { id: grantId, orgId: caller.orgId },
      select: {
        userId: true,
        apiId: true,
        role: true,
        api: { select: { name: true } },
        membership: {
          select: { user: { select: { name: true, email: true } }, organisation: { select: { name: true } } },
        },
      },
    });
    if (!grant) throw new Refusal("not_found", "This role was not granted, or it was taken back already.");
    if (grant.apiId) await requirePermission(tx, caller, "set_roles", [grant.apiId]);
    else await requirePermissionForAll(tx, caller, "set_roles");
    await tx.publishingGrant.deleteMany({ where: { id: grantId } });
    const { user, organisation } = grant.membership;
    const about = grant.api?.name ?? "every API";
    const data = { orgName: organisation.name, about, role: null, by: caller.name, path: routes.publish() };
    await queueMail(tx, { to: user.email, template: "publishing-role-changed", data, now: ctx.now });
    return {
      value: undefined,
      audit: {
        action: "publishing_role.revoked",
        target: grantId,
        targetName: `${user.name}: ${grant.role} of ${about}`,
        detail: { userId: grant.userId, role: grant.role, apiId: grant.apiId },
      },
    };
  });
}
