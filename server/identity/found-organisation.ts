import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { takeAttempt } from "./attempts.ts";
import { requireMember } from "./policy.ts";
import { FoundOrganisationInput } from "./schema.ts";
import { insertMembership, insertOrganisation } from "./store.ts";

const MOST_OWNED = 20;

/** Opens a shared organisation with the person as its owner, and makes the session act for it. */
export async function foundOrganisation(ctx: Ctx, raw: unknown): Promise<{ orgId: string }> {
  const { userId, sessionId, isEmailVerified } = requireMember(ctx);
  if (!isEmailVerified) throw new Refusal("not_allowed", "Confirm your e-mail address first.");
  const { name } = read(FoundOrganisationInput, raw);
  await takeAttempt(reader(ctx), { key: `found:${userId}`, free: 10 }, ctx.now);
  return mutate(ctx, async (tx) => {
    const owned = await tx.membership.count({
      where: { userId, role: "owner", organisation: { isPersonal: false } },
    });
    if (owned >= MOST_OWNED)
      throw new Refusal("limit_reached", `One person may own ${MOST_OWNED} organisations.`);
    const { id } = await insertOrganisation(tx, { name }, ctx.now);
    await insertMembership(tx, { orgId: id, userId, role: "owner" }, ctx.now);
    await tx.session.updateMany({ where: { id: sessionId, userId }, data: { activeOrgId: id } });
    return {
      value: { orgId: id },
      audit: { action: "organisation.founded", target: id, targetName: name, orgId: id },
    };
  });
}
