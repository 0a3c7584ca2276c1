import type { Ctx } from "#server/platform/context.ts";
import { isUniqueViolation, reader } from "#server/platform/db.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireMember } from "./policy.ts";
import { AcceptInvitationInput, type InvitationOffer } from "./schema.ts";
import { insertMembership } from "./store.ts";

const DEAD = "This invitation was used already, has expired, or was taken back. Ask for a new one.";

/** What an invitation's link offers; null when it offers nothing any more. Looking spends nothing. */
export async function peekInvitation(ctx: Ctx, token: string): Promise<InvitationOffer | null> {
  const invitation = await findLive(ctx, token);
  if (!invitation) return null;
  const { email, role, organisation } = invitation;
  return {
    orgName: organisation.name,
    role,
    maskedEmail: email.replace(/^(.).*(?=@)/, "$1…"),
    isForMe: ctx.caller.kind === "member" && ctx.caller.email === email,
  };
}

/**
 * Joins the organisation and makes the session act for it. Only the person whose confirmed address was invited may:
 * a forwarded link is worth nothing. Of two clicks at once, the second is refused.
 */
export async function acceptInvitation(ctx: Ctx, raw: unknown): Promise<{ orgId: string; orgName: string }> {
  const { userId, email, isEmailVerified, sessionId } = requireMember(ctx);
  const { token } = read(AcceptInvitationInput, raw);
  const invitation = await findLive(ctx, token);
  if (!invitation) throw new Refusal("not_found", DEAD);
  if (invitation.email !== email || !isEmailVerified) {
    throw new Refusal("not_allowed", "This invitation is for another address. Sign in with that one.");
  }
  const { id, orgId, role, teamId, organisation } = invitation;
  const joined = mutate(ctx, async (tx) => {
    const { count } = await tx.invitation.updateMany({
      where: { id, acceptedAt: null, revokedAt: null },
      data: { acceptedAt: ctx.now },
    });
    if (count === 0) throw new Refusal("not_found", DEAD);
    await insertMembership(tx, { orgId, userId, role, teamId }, ctx.now);
    await tx.session.updateMany({ where: { id: sessionId, userId }, data: { activeOrgId: orgId } });
    return {
      value: { orgId, orgName: organisation.name },
      audit: {
        action: "member.joined",
        target: userId,
        targetName: email,
        orgId,
        detail: { role, invitation: id },
      },
    };
  });
  return joined.catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    throw new Refusal("conflict", `You are a member of ${organisation.name} already.`);
  });
}

function findLive(ctx: Ctx, token: string) {
  return reader(ctx).invitation.findFirst({
    where: {
      tokenHash: sha256Hex(token),
      acceptedAt: null,
      revokedAt: null,
      expiresAt: { gt: ctx.now },
      organisation: { status: "active" },
    },
    select: {
      id: true,
      orgId: true,
      email: true,
      role: true,
      teamId: true,
      organisation: { select: { name: true } },
    },
  });
}
