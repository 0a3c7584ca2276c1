import { MINUTE_MS } from "./clock.ts";
import type { MemberCaller } from "./context.ts";
import { findCurrentTerms } from "./current-terms.ts";
import type { Tx } from "./db.ts";

const TOUCH_EVERY_MS = 5 * MINUTE_MS;

/**
 * The person behind a session, or null when it was revoked or has expired, the person is suspended, or none of their
 * organisations is active. Asked on every request, so that taking a session down works at once.
 */
export async function findMember(tx: Tx, sessionId: string, now: Date): Promise<MemberCaller | null> {
  const session = await tx.session.findFirst({
    where: { id: sessionId, revokedAt: null, expiresAt: { gt: now }, user: { status: "active" } },
    select: {
      id: true,
      activeOrgId: true,
      lastSeenAt: true,
      provedAt: true,
      user: {
        select: {
          id: true,
          name: true,
          email: true,
          emailVerifiedAt: true,
          platformRole: true,
          acceptedTerms: true,
          memberships: {
            where: { organisation: { status: "active" } },
            orderBy: { createdAt: "asc" },
            select: { role: true, organisation: { select: { id: true, name: true, isPublisher: true } } },
          },
        },
      },
    },
  });
  if (!session) return null;
  const { user } = session;
  const membership =
    user.memberships.find(({ organisation }) => organisation.id === session.activeOrgId) ??
    user.memberships[0];
  if (!membership) return null;
  if (now.getTime() - session.lastSeenAt.getTime() > TOUCH_EVERY_MS) {
    await tx.session.updateMany({ where: { id: sessionId }, data: { lastSeenAt: now } });
  }
  const terms = await findCurrentTerms(tx, now);
  return {
    kind: "member",
    userId: user.id,
    name: user.name,
    email: user.email,
    isEmailVerified: user.emailVerifiedAt !== null,
    platformRole: user.platformRole,
    orgId: membership.organisation.id,
    orgName: membership.organisation.name,
    isPublisher: membership.organisation.isPublisher,
    role: membership.role,
    sessionId: session.id,
    provedAt: session.provedAt,
    ...(user.acceptedTerms < terms && { outstandingTerms: terms }),
  };
}
