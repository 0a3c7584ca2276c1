import type { Prisma } from "#prisma/generated/client.ts";
import { MINUTE_MS } from "./clock.ts";
import type { MemberCaller } from "./context.ts";
import type { Tx } from "./db.ts";
import { findViewed } from "./viewed-caller.ts";

const TOUCH_EVERY_MS = 5 * MINUTE_MS;

const PERSON = {
  id: true,
  name: true,
  email: true,
  emailVerifiedAt: true,
  platformRole: true,
  acceptedTerms: true,
  memberships: {
    where: { organisation: { status: "active" } },
    orderBy: { createdAt: "asc" },
    select: {
      role: true,
      organisation: { select: { id: true, name: true, isPublisher: true } },
      teams: { select: { teamId: true }, orderBy: [{ createdAt: "asc" }, { teamId: "asc" }] },
    },
  },
} as const satisfies Prisma.UserSelect;

type PersonRow = Prisma.UserGetPayload<{ select: typeof PERSON }>;

/**
 * The person behind a session, or null when it was revoked or has expired, the person is suspended, or none of their
 * organisations is active. Asked on every request, so that taking a session down works at once. While the session views
 * the portal as somebody else, that is who is answered, with the viewer in `viewAs`; once that is over, the viewer, who
 * writes nothing before they have seen so and ended it: a form may still stand open that was meant for the other.
 */
export async function findMember(tx: Tx, sessionId: string, now: Date): Promise<MemberCaller | null> {
  const session = await findSession(tx, sessionId, now);
  const owner =
    session && (await tx.user.findFirst({ where: { id: session.userId, status: "active" }, select: PERSON }));
  if (!session || !owner) return null;
  const { terms } = session;
  const member = toMember(owner, session.activeOrgId, session);
  if (!member) return null;
  if (now.getTime() - session.lastSeenAt.getTime() > TOUCH_EVERY_MS) {
    await tx.session.updateMany({ where: { id: sessionId }, data: { lastSeenAt: now } });
    await tx.user.updateMany({ where: { id: session.userId }, data: { lastSeenAt: now } });
  }
  if (!session.viewAsId) return member;
  const person = async (userId: string, orgId: string | null) => {
    const user = await tx.user.findFirst({ where: { id: userId, status: "active" }, select: PERSON });
    return user && toMember(user, orgId, { id: session.id, provedAt: null, terms });
  };
  const viewed = await findViewed(tx, { viewer: member, viewId: session.viewAsId, person }, now);
  return viewed ?? { ...member, overView: session.viewAsId };
}

interface SessionRow {
  id: string;
  userId: string;
  activeOrgId: string | null;
  lastSeenAt: Date;
  provedAt: Date | null;
  viewAsId: string | null;
  /** Number of the version of the terms that is in force, or 0. */
  terms: number;
}

/** The session while it holds, and with it, in the same question, which terms are in force. */
async function findSession(tx: Tx, sessionId: string, now: Date): Promise<SessionRow | null> {
  const [row] = await tx.$queryRaw<SessionRow[]>`
    SELECT id, "userId", "activeOrgId", "lastSeenAt", "provedAt", "viewAsId",
      (SELECT coalesce(max(t.number), 0) FROM "TermsVersion" t WHERE t."effectiveAt" <= ${now}::timestamp)::int AS terms
    FROM "Session" WHERE id = ${sessionId} AND "revokedAt" IS NULL AND "expiresAt" > ${now}::timestamp`;
  return row ?? null;
}

function toMember(
  user: PersonRow,
  activeOrgId: string | null,
  session: { id: string; provedAt: Date | null; terms: number },
): MemberCaller | null {
  const membership =
    user.memberships.find(({ organisation }) => organisation.id === activeOrgId) ?? user.memberships[0];
  if (!membership) return null;
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
    teamIds: membership.teams.map(({ teamId }) => teamId),
    sessionId: session.id,
    provedAt: session.provedAt,
    ...(user.acceptedTerms < session.terms && { outstandingTerms: session.terms }),
  };
}
