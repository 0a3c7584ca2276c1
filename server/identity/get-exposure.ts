import type { Ctx } from "#server/platform/context.ts";
import { reader, type Tx } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireOrganiser } from "./policy.ts";
import { type ExposedThing, type Exposure, UserInput } from "./schema.ts";

const KINDS: Record<string, ExposedThing["kind"]> = {
  "app.registered": "app",
  "api.created": "api",
  "key.issued": "key",
  "client.created": "client",
  "client_secret.added": "client_secret",
};
const MOST = 1_000;

/**
 * What a member, or somebody who left, made in the organisation that the session acts for, by themselves or through
 * their access tokens, and which of the secrets they were shown still open something.
 */
export async function getExposure(ctx: Ctx, raw: unknown): Promise<Exposure> {
  const { orgId } = requireOrganiser(ctx);
  const { userId } = read(UserInput, raw);
  const tx = reader(ctx);
  const person = await findPerson(tx, orgId, userId);
  const tokens = await tx.accessToken.findMany({ where: { orgId, userId }, select: { id: true } });
  const events = await tx.auditEvent.findMany({
    where: {
      orgId,
      action: { in: Object.keys(KINDS) },
      actorId: { in: [userId, ...tokens.map(({ id }) => id)] },
    },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: MOST,
    select: { at: true, action: true, target: true, targetName: true, detail: true },
  });
  const open = await findOpen(
    tx,
    orgId,
    events.map(({ target }) => target),
    ctx.now,
  );
  const things = events.map(({ at, action, target, targetName, detail }): ExposedThing => {
    const kind = KINDS[action] ?? "app";
    const secretId = textIn(detail, "secretId");
    return {
      kind,
      id: target,
      name: targetName ?? target,
      at,
      appId: kind === "app" ? target : (textIn(detail, "appId") ?? open.appOf.get(target) ?? null),
      isOpen:
        kind === "key"
          ? open.keys.has(target)
          : open.secrets.some(
              (secret) =>
                secret.clientId === target &&
                (kind === "client_secret" ? secret.id === secretId : secret.createdAt <= at),
            ),
    };
  });
  return { ...person, things };
}

async function findPerson(tx: Tx, orgId: string, userId: string): Promise<Omit<Exposure, "things">> {
  const member = await tx.membership.findUnique({
    where: { orgId_userId: { orgId, userId } },
    select: { role: true, user: { select: { name: true, email: true } } },
  });
  if (member) return { userId, ...member.user, role: member.role, leftAt: null, wasRemoved: false };
  const left = await tx.departure.findFirst({
    where: { orgId, userId },
    orderBy: { leftAt: "desc" },
    select: { name: true, email: true, role: true, leftAt: true, removedBy: true },
  });
  if (!left) throw new Refusal("not_found", "This person was never a member.");
  const { removedBy, ...person } = left;
  return { userId, ...person, wasRemoved: removedBy !== null };
}

/** Which of these keys and clients still open something, and the apps they are of. */
async function findOpen(tx: Tx, orgId: string, targets: string[], now: Date) {
  const lives = { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] };
  const keys = await tx.key.findMany({
    where: { orgId, id: { in: targets }, ...lives },
    select: { id: true },
  });
  const clients = await tx.oAuthClient.findMany({
    where: { orgId, id: { in: targets }, revokedAt: null },
    select: {
      id: true,
      appId: true,
      secrets: { where: lives, select: { id: true, clientId: true, createdAt: true } },
    },
  });
  return {
    keys: new Set(keys.map(({ id }) => id)),
    secrets: clients.flatMap(({ secrets }) => secrets),
    appOf: new Map(clients.map(({ id, appId }) => [id, appId])),
  };
}

function textIn(detail: unknown, name: string): string | null {
  if (typeof detail !== "object" || detail === null) return null;
  const value: unknown = Object.entries(detail).find(([key]) => key === name)?.[1];
  return typeof value === "string" ? value : null;
}
