import { routes } from "#lib/routes.ts";
import { insertMembership, mailMembers, takeAttempt } from "#server/identity/index.ts";
import { queueMail } from "#server/notify/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import { isUniqueViolation, reader } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { holdDoor } from "./doors.ts";
import { requireMember } from "./policy.ts";
import { JoinInput } from "./schema.ts";

/** Joins an organisation that lets people with an address at its domain in at once, and makes the session act for it. */
export async function joinOrganisation(ctx: Ctx, raw: unknown): Promise<{ orgName: string }> {
  const { userId, name, email, sessionId } = requireMember(ctx);
  const { orgId } = read(JoinInput, raw);
  await takeAttempt(reader(ctx), { key: `join:${userId}:${orgId}`, free: 5 }, ctx.now);
  const joined = mutate(ctx, async (tx) => {
    const door = await holdDoor(tx, ctx, orgId);
    const { orgName, domain, role, teamId } = door;
    if (!door.isAtOnce)
      throw new Refusal("not_allowed", `The owners and admins of ${orgName} decide who joins. Ask them.`);
    await insertMembership(tx, { orgId, userId, role, teamId }, ctx.now);
    await tx.joinRequest.updateMany({
      where: { orgId, userId, state: "pending" },
      data: { state: "withdrawn", decidedAt: ctx.now },
    });
    await tx.session.updateMany({ where: { id: sessionId, userId }, data: { activeOrgId: orgId } });
    const path = routes.organisation();
    await queueMail(tx, { to: email, template: "joined", data: { orgName, role, path }, now: ctx.now });
    const told = { orgName, person: name, email, domain, role, path: routes.organisationMember(userId) };
    await mailMembers(
      tx,
      { orgId, role: "owner" },
      { template: "joined-by-domain", data: told, now: ctx.now },
    );
    const detail = { role, domain };
    return {
      value: { orgName },
      audit: { action: "member.joined", target: userId, targetName: email, orgId, detail },
    };
  });
  return joined.catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    throw new Refusal("conflict", "You are a member already.");
  });
}
