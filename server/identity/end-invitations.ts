import { isAllowed } from "#lib/organisation-permissions.ts";
import type { Tx } from "#server/platform/db.ts";
import type { OrgRoleValue } from "./schema.ts";

interface Inviter {
  /** Or the directory's token. */
  userId: string;
  /** Without it, in every organisation. */
  orgId?: string;
  /** What they may still be; without it, nothing. */
  role?: OrgRoleValue;
  /** Leaves alone what they sent before. */
  since?: Date;
}

/** Takes back the open invitations that somebody sent and could not send any more. Answers how many. */
export async function endInvitations(
  tx: Tx,
  { userId, orgId, role, since }: Inviter,
  now: Date,
): Promise<number> {
  if (role && isAllowed(role, "keep_owners")) return 0;
  const mayInvite = role !== undefined && isAllowed(role, "keep_members");
  const { count } = await tx.invitation.updateMany({
    where: {
      invitedBy: userId,
      ...(orgId && { orgId }),
      ...(mayInvite && { role: "owner" }),
      ...(since && { createdAt: { gte: since } }),
      acceptedAt: null,
      revokedAt: null,
    },
    data: { revokedAt: now },
  });
  return count;
}
