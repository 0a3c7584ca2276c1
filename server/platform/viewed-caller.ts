import { includesRole, PLATFORM_ROLE_NAMES, platformMay } from "#lib/platform-permissions.ts";
import type { MemberCaller, ViewAs } from "./context.ts";
import type { Tx } from "./db.ts";

interface Look {
  viewer: MemberCaller;
  viewId: string;
  /** The person as a caller of this session, acting for that organisation; null when they cannot sign in. */
  person: (userId: string, orgId: string | null) => Promise<MemberCaller | null>;
}

/**
 * Who a session looks through, or null when the look has ended, its time is over, the viewer lost the right to it, or
 * the person may meanwhile do more than the viewer. Judged on every request.
 */
export async function findViewed(
  tx: Tx,
  { viewer, viewId, person }: Look,
  now: Date,
): Promise<MemberCaller | null> {
  const view = await tx.viewAs.findFirst({
    where: {
      id: viewId,
      sessionId: viewer.sessionId,
      viewerId: viewer.userId,
      endedAt: null,
      endsAt: { gt: now },
    },
  });
  if (!view || !platformMay(viewer.platformRole, "view_as")) return null;
  const isReadOnly = view.isReadOnly || !platformMay(viewer.platformRole, "view_as.write");
  const { id, reason, endsAt } = view;
  const look = (subject: string): ViewAs => ({ id, viewer, subject, isReadOnly, reason, endsAt });
  if (view.subjectId) {
    const subject = await person(view.subjectId, view.orgId);
    if (!subject || !includesRole(viewer.platformRole, subject.platformRole)) return null;
    return { ...subject, viewAs: look(subject.name) };
  }
  const platformRole = view.platformRole ?? "none";
  if (!includesRole(viewer.platformRole, platformRole)) return null;
  const role = { ...viewer, platformRole, provedAt: null };
  if (!view.orgId || !view.orgRole) {
    return { ...role, viewAs: { ...look(PLATFORM_ROLE_NAMES[platformRole]), isReadOnly: true } };
  }
  const org = await tx.organisation.findFirst({
    where: { id: view.orgId, status: "active" },
    select: { id: true, name: true, isPublisher: true, teams: { select: { id: true } } },
  });
  if (!org) return null;
  const subject = `${view.orgRole} of ${org.name}`;
  return {
    ...role,
    orgId: org.id,
    orgName: org.name,
    isPublisher: org.isPublisher,
    role: view.orgRole,
    // The role as its holder in every team sees it; the look is read-only.
    teamIds: org.teams.map(({ id: teamId }) => teamId),
    viewAs: { ...look(subject), isReadOnly: true },
  };
}
