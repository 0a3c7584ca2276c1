import { strongestRole } from "#lib/publishing-permissions.ts";
import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import { actorIdOf, type Ctx, requireProofOfPerson } from "#server/platform/context.ts";
import { newId } from "#server/platform/ids.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requirePublisher } from "./policy.ts";
import { requirePermissionForAll, roleByMembership } from "./publishing-roles.ts";
import { GrantPublishingRoleInput } from "./schema.ts";
import { findOwnApi } from "./store.ts";

/** Makes a member more for one API, or for all of them, than their role in the organisation makes them. */
export async function grantPublishingRole(ctx: Ctx, raw: unknown): Promise<{ id: string }> {
  const caller = requirePublisher(ctx);
  requireProofOfPerson(ctx);
  const { api: ref, userId, role } = read(GrantPublishingRoleInput, raw);
  return mutate(ctx, async (tx) => {
    const api = ref ? await findOwnApi(tx, caller, ref, "set_roles") : null;
    if (!api) await requirePermissionForAll(tx, caller, "set_roles");
    const { orgId } = caller;
    // Null is no equal of null to an index, so one person's grants are written one after the other.
    await tx.$queryRaw`SELECT "userId" FROM "Membership" WHERE "orgId" = ${orgId} AND "userId" = ${userId} FOR UPDATE`;
    const member = await tx.membership.findUnique({
      where: { orgId_userId: { orgId, userId } },
      select: {
        role: true,
        teams: { select: { teamId: true } },
        user: { select: { email: true, name: true } },
        organisation: { select: { name: true } },
      },
    });
    if (!member) throw new Refusal("not_found", "This person is not a member.");
    const own = roleByMembership(member, api?.teamId ?? null);
    if (strongestRole([own, role]) === own) {
      const message = `${member.user.name} is ${own} already, by their role in the organisation.`;
      throw new Refusal("conflict", message, { role: message });
    }
    const where = { orgId, userId, apiId: api?.id ?? null };
    const current = await tx.publishingGrant.findFirst({ where, select: { id: true, role: true } });
    if (current?.role === role) return { value: { id: current.id }, audit: [] };
    const given = { role, createdAt: ctx.now, createdBy: actorIdOf(caller) };
    const { id } = current
      ? await tx.publishingGrant.update({ where: { id: current.id }, data: given, select: { id: true } })
      : await tx.publishingGrant.create({
          data: { id: newId("pgr", ctx.now), ...where, ...given },
          select: { id: true },
        });
    const about = api?.name ?? "every API";
    const data = { orgName: member.organisation.name, about, role, by: caller.name, path: routes.publish() };
    await queueMail(tx, { to: member.user.email, template: "publishing-role-changed", data, now: ctx.now });
    return {
      value: { id },
      audit: {
        action: "publishing_role.granted",
        target: id,
        targetName: `${member.user.name}: ${role} of ${about}`,
        detail: { userId, role, apiId: api?.id ?? null, ...(current && { formerly: current.role }) },
      },
    };
  });
}
