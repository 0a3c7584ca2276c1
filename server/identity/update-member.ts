import { isAllowed } from "#lib/organisation-permissions.ts";
import { platformMay } from "#lib/platform-permissions.ts";
import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import { type Ctx, requireProofOfPerson } from "#server/platform/context.ts";
import { isUniqueViolation } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { endInvitations } from "./end-invitations.ts";
import { mailOwners } from "./mail-owners.ts";
import { endMembership, findMembership, requireActive, requireOtherOwner } from "./memberships.ts";
import { requireMembersAdmin, requireOperator } from "./policy.ts";
import { AddMemberInput, RemoveMemberInput, UpdateMemberRoleInput } from "./schema.ts";
import { insertMembership, lockFor } from "./store.ts";

/**
 * Puts a person who has an account into an organisation, and tells them and its owners. For administrators: it tells
 * who has an account.
 */
export async function addMember(ctx: Ctx, raw: unknown): Promise<{ userId: string }> {
  requireOperator(ctx, "organisations.write");
  requireProofOfPerson(ctx);
  const { orgId, email, role } = read(AddMemberInput, raw);
  const added = mutate(ctx, async (tx) => {
    const user = await tx.user.findFirst({
      where: { email, emailVerifiedAt: { not: null } },
      select: { id: true },
    });
    if (!user)
      throw new Refusal("not_found", "Nobody with a confirmed account has this address.", {
        email: "No such account.",
      });
    const org = await tx.organisation.findUnique({
      where: { id: orgId },
      select: { name: true, isPersonal: true },
    });
    if (!org) throw new Refusal("not_found", "This organisation does not exist.");
    if (org.isPersonal) throw new Refusal("conflict", "A personal organisation has one member.");
    const by = ctx.caller.kind === "member" ? ctx.caller.name : "The portal";
    const news = `${by} made ${email} a member of the organisation, as ${role}.`;
    await mailOwners(tx, orgId, { orgName: org.name, what: news }, ctx.now);
    await insertMembership(tx, { orgId, userId: user.id, role }, ctx.now);
    const what = `${by} made you a member, as ${role}.`;
    const data = { orgName: org.name, what, path: routes.organisation() };
    await queueMail(tx, { to: email, template: "access-changed", data, now: ctx.now });
    const detail = { org: org.name, role };
    return {
      value: { userId: user.id },
      audit: { action: "member.added", target: user.id, targetName: email, orgId, detail },
    };
  });
  return added.catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    throw new Refusal("conflict", "This person is a member already.", { email: "A member already." });
  });
}

/** Changes what a member may do. Only an owner makes or unmakes owners, and the last owner stays one. */
export async function updateMemberRole(ctx: Ctx, raw: unknown): Promise<void> {
  const { orgId, userId, role } = read(UpdateMemberRoleInput, raw);
  requireMembersAdmin(ctx, orgId);
  requireProofOfPerson(ctx);
  await mutate(ctx, async (tx) => {
    await lockFor(tx, `owners:${orgId}`);
    const member = await findMembership(tx, orgId, userId);
    if (member.role === role) return { value: undefined, audit: [] };
    if (role === "owner" || member.role === "owner") requireOwnersHand(ctx);
    if (member.role === "owner") await requireOtherOwner(tx, orgId, userId);
    if (role === "owner") requireActive(member.user);
    const where = { orgId, userId, role: member.role };
    const { count } = await tx.membership.updateMany({ where, data: { role } });
    if (count === 0)
      throw new Refusal("conflict", `Somebody changed the role of ${member.user.name} just now. Look again.`);
    const invitations = await endInvitations(tx, { userId, orgId, role }, ctx.now);
    const what = `Your role is ${role} now; it was ${member.role}.`;
    const data = { orgName: member.organisation.name, what, path: routes.organisation() };
    await queueMail(tx, { to: member.user.email, template: "access-changed", data, now: ctx.now });
    const detail = { from: member.role, to: role, ...(invitations > 0 && { invitations }) };
    return {
      value: undefined,
      audit: { action: "member.role_set", target: userId, targetName: member.user.email, orgId, detail },
    };
  });
}

/** Takes a person out of an organisation. Its apps and APIs stay: organisations own them, not people. */
export async function removeMember(ctx: Ctx, raw: unknown): Promise<void> {
  const { orgId, userId } = read(RemoveMemberInput, raw);
  requireMembersAdmin(ctx, orgId);
  requireProofOfPerson(ctx);
  await mutate(ctx, async (tx) => {
    const member = await findMembership(tx, orgId, userId);
    if (member.role === "owner") requireOwnersHand(ctx);
    const removedBy = ctx.caller.kind === "member" ? ctx.caller.userId : "";
    await endMembership(tx, { orgId, userId, member, removedBy }, ctx.now);
    return {
      value: undefined,
      audit: { action: "member.removed", target: userId, targetName: member.user.email, orgId },
    };
  });
}

function requireOwnersHand({ caller }: Ctx): void {
  if (
    caller.kind === "member" &&
    !isAllowed(caller.role, "keep_owners") &&
    !platformMay(caller.platformRole, "organisations.write")
  ) {
    throw new Refusal("not_allowed", "Only an owner may make or unmake owners.");
  }
}
