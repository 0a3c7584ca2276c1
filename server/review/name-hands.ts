import type { Tx } from "#server/platform/db.ts";
import type { AccessKind } from "./schema.ts";

const OF_MEMBERS = ["member.added", "member.joined", "member.role_set", "member.provisioned"];
const OF_ROLES = ["user.platform_role_set", "user.created", "user.made_first_admin"];

interface Person {
  key: string;
  kind: AccessKind;
  userId: string | null;
  orgId: string | null;
}

/** By whose hand people got their roles, and when: the audit log's latest word on each. */
export async function nameHands(
  tx: Tx,
  rows: readonly Person[],
): Promise<Map<string, { byName: string; since: Date }>> {
  const people = rows.filter(({ kind }) => kind === "member" || kind === "platform_role");
  const events = await tx.auditEvent.findMany({
    where: {
      target: { in: [...new Set(people.flatMap(({ userId }) => userId ?? []))] },
      action: { in: [...OF_MEMBERS, ...OF_ROLES] },
    },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    select: { action: true, target: true, orgId: true, actorLabel: true, at: true, detail: true },
  });
  const inviters = await invitersOf(tx, events);
  const hands = new Map<string, { byName: string; since: Date }>();
  for (const { key, kind, userId, orgId } of people) {
    const event = events.find(({ target, action, orgId: at }) =>
      kind === "member"
        ? target === userId && at === orgId && OF_MEMBERS.includes(action)
        : target === userId && OF_ROLES.includes(action),
    );
    if (!event) continue;
    const inviter = inviters.get(invitationOf(event.detail) ?? "");
    hands.set(key, { byName: inviter ?? event.actorLabel, since: event.at });
  }
  return hands;
}

/** Who was invited joined by their own hand, but the access came from whoever invited them. */
async function invitersOf(tx: Tx, events: { detail: unknown }[]): Promise<Map<string, string>> {
  const ids = events.flatMap(({ detail }) => invitationOf(detail) ?? []);
  const invitations = await tx.invitation.findMany({
    where: { id: { in: ids } },
    select: { id: true, invitedBy: true },
  });
  const users = await tx.user.findMany({
    where: { id: { in: invitations.map(({ invitedBy }) => invitedBy) } },
    select: { id: true, email: true },
  });
  return new Map(
    invitations.flatMap(({ id, invitedBy }) => {
      const by = users.find((user) => user.id === invitedBy);
      return by ? [[id, by.email] as const] : [];
    }),
  );
}

function invitationOf(detail: unknown): string | null {
  if (typeof detail !== "object" || detail === null || !("invitation" in detail)) return null;
  return typeof detail.invitation === "string" ? detail.invitation : null;
}
