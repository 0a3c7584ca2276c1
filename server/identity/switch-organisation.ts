import type { Ctx } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireMember } from "./policy.ts";
import { OrganisationInput } from "./schema.ts";

/** Makes the session act for another of the person's organisations. */
export async function switchOrganisation(ctx: Ctx, raw: unknown): Promise<{ orgId: string; name: string }> {
  const { userId, sessionId } = requireMember(ctx);
  const { orgId } = read(OrganisationInput, raw);
  return mutate(ctx, async (tx) => {
    const membership = await tx.membership.findFirst({
      where: { orgId, userId, organisation: { status: "active" } },
      select: { organisation: { select: { name: true } } },
    });
    if (!membership) throw new Refusal("not_found", "This organisation does not exist.");
    await tx.session.updateMany({ where: { id: sessionId, userId }, data: { activeOrgId: orgId } });
    const { name } = membership.organisation;
    return {
      value: { orgId, name },
      audit: { action: "session.organisation_switched", target: orgId, targetName: name },
    };
  });
}
