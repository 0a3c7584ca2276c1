import { endMembership, findMembership, lockFor } from "#server/identity/index.ts";
import type { ScimCaller } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import type { AuditDraft } from "#server/platform/mutate.ts";

interface Leaver {
  userId: string | null;
  email: string;
}

/**
 * Ends what the directory gave in its own organisation and nowhere else, just as when an owner removes a member: tokens
 * die, what they made stays and is listed, the last owner cannot be taken out.
 */
export async function letGo(
  tx: Tx,
  { orgId, tokenId }: ScimCaller,
  { userId, email }: Leaver,
  now: Date,
): Promise<AuditDraft[]> {
  const drafts = await revokeInvitations(tx, orgId, email, now);
  // An owner may be removing them at this moment; with the lock, who is a member stays as it is.
  await lockFor(tx, `owners:${orgId}`);
  const isMember = userId && (await tx.membership.count({ where: { orgId, userId } })) > 0;
  if (!isMember) return drafts;
  const member = await findMembership(tx, orgId, userId);
  await endMembership(tx, { orgId, userId, member, removedBy: tokenId }, now);
  return [...drafts, { action: "member.removed", target: userId, targetName: member.user.email }];
}

export async function revokeInvitations(
  tx: Tx,
  orgId: string,
  email: string,
  now: Date,
): Promise<AuditDraft[]> {
  const open = await tx.invitation.findMany({
    where: { orgId, email, acceptedAt: null, revokedAt: null },
    select: { id: true },
  });
  const ids = open.map(({ id }) => id);
  await tx.invitation.updateMany({ where: { id: { in: ids } }, data: { revokedAt: now } });
  return ids.map((id) => ({ action: "invitation.revoked", target: id, targetName: email }));
}
