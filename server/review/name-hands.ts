import type { Tx } from "#server/platform/db.ts";
import type { AccessKind } from "./schema.ts";

/** Whatever makes somebody a member or gives a member another role. The target is the person. */
const OF_MEMBERS = [
  "member.added",
  "member.joined",
  "member.joined_by_claim",
  "member.provisioned",
  "member.role_set",
  "member.role_set_by_claim",
];
/** The same where the organisation is the target, and the founder its owner. */
const FOUNDED = "organisation.founded";
/** The same for two: the target is an owner now, and whoever handed over an admin. */
const HANDED_OVER = "organisation.handed_over";
const OF_ROLES = ["user.platform_role_set", "user.created", "user.made_first_admin"];

interface Person {
  key: string;
  kind: AccessKind;
  userId: string | null;
  orgId: string | null;
}

interface FoundEvent {
  action: string;
  target: string;
  orgId: string | null;
  actorId: string | null;
  actorLabel: string;
  at: Date;
  detail: unknown;
}

/** By whose hand people got their roles, and when: the audit log's latest word on each. */
export async function nameHands(
  tx: Tx,
  rows: readonly Person[],
): Promise<Map<string, { byName: string; since: Date }>> {
  const people = rows.filter(({ kind }) => kind === "member" || kind === "platform_role");
  const userIds = [...new Set(people.flatMap(({ userId }) => userId ?? []))];
  const orgIds = [...new Set(people.flatMap(({ orgId }) => orgId ?? []))];
  const events = await tx.auditEvent.findMany({
    where: {
      OR: [
        { target: { in: userIds }, action: { in: [...OF_MEMBERS, ...OF_ROLES] } },
        { target: { in: orgIds }, action: FOUNDED },
        { orgId: { in: orgIds }, action: HANDED_OVER },
      ],
    },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    select: {
      action: true,
      target: true,
      orgId: true,
      actorId: true,
      actorLabel: true,
      at: true,
      detail: true,
    },
  });
  const inviters = await invitersOf(tx, events);
  const hands = new Map<string, { byName: string; since: Date }>();
  for (const person of people) {
    const event = events.find((one) => isAbout(one, person));
    if (!event) continue;
    const inviter = inviters.get(textIn(event.detail, "invitation") ?? "");
    hands.set(person.key, { byName: inviter ?? event.actorLabel, since: event.at });
  }
  return hands;
}

function isAbout(event: FoundEvent, { kind, userId, orgId }: Person): boolean {
  const { action, target } = event;
  if (kind === "platform_role") return target === userId && OF_ROLES.includes(action);
  if (event.orgId !== orgId) return false;
  if (action === FOUNDED) return event.actorId === userId;
  if (action === HANDED_OVER) return target === userId || textIn(event.detail, "from") === userId;
  return target === userId && OF_MEMBERS.includes(action);
}

/** Who was invited joined by their own hand, but the access came from whoever invited them. */
async function invitersOf(tx: Tx, events: { detail: unknown }[]): Promise<Map<string, string>> {
  const ids = events.flatMap(({ detail }) => textIn(detail, "invitation") ?? []);
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

function textIn(detail: unknown, name: string): string | null {
  if (typeof detail !== "object" || detail === null) return null;
  const value: unknown = Object.entries(detail).find(([key]) => key === name)?.[1];
  return typeof value === "string" ? value : null;
}
