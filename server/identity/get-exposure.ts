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
  "organisation_token.issued": "token",
  "access_token.rotated": "token",
  "scim_token.issued": "directory_token",
};
const MOST = 1_000;

/**
 * What a member, or somebody who left, made in the organisation that the session acts for, by themselves or through
 * their access tokens, and which of the secrets they were shown still open something.
 */
export async function getExposure(ctx: Ctx, raw: unknown): Promise<Exposure> {
  const { orgId } = requireOrganiser(ctx, "read_activity");
  const { userId } = read(UserInput, raw);
  const tx = reader(ctx);
  const person = await findPerson(tx, orgId, userId);
  const tokenIds = await tokensOf(tx, orgId, userId);
  const events = await tx.auditEvent.findMany({
    where: {
      orgId,
      action: { in: Object.keys(KINDS) },
      actorId: { in: [userId, ...tokenIds] },
    },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: MOST,
    select: { at: true, action: true, target: true, targetName: true, detail: true },
  });
  const seen = events
    .map((event) => ({ ...event, target: madeBy(event) }))
    // Of tokens, those of the organisation: a person's own end with the membership.
    .filter(({ action, target }) => KINDS[action] !== "token" || target.startsWith("oat_"));
  const open = await findOpen(
    tx,
    orgId,
    seen.map(({ target }) => target),
    ctx.now,
  );
  const things = seen.map(({ at, action, target, targetName, detail }): ExposedThing => {
    const kind = KINDS[action] ?? "app";
    const secretId = textIn(detail, "secretId");
    return {
      kind,
      id: target,
      name: targetName ?? target,
      at,
      appId: kind === "app" ? target : (textIn(detail, "appId") ?? open.appOf.get(target) ?? null),
      isOpen:
        kind === "key" || kind === "token" || kind === "directory_token"
          ? open.ids.has(target)
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

/** The tokens that acted for the person here. Of a deleted account the log alone knows them. */
async function tokensOf(tx: Tx, orgId: string, userId: string): Promise<string[]> {
  const rows = await tx.accessToken.findMany({ where: { orgId, userId }, select: { id: true } });
  const events = await tx.auditEvent.findMany({
    where: {
      orgId,
      OR: [
        { actorId: userId, action: { in: ["access_token.issued", "access_token.rotated"] } },
        { action: "device_grant.spent", detail: { path: ["userId"], equals: userId } },
      ],
    },
    select: { action: true, target: true, detail: true },
  });
  const known = events.map(madeBy);
  return [...new Set([...rows.map(({ id }) => id), ...known.filter((id) => id.startsWith("pat_"))])];
}

/** The record that an event made, which is not always what it was done to. */
function madeBy({ action, target, detail }: { action: string; target: string; detail: unknown }): string {
  if (action === "access_token.rotated") return textIn(detail, "by") ?? target;
  if (action === "device_grant.spent") return textIn(detail, "token") ?? target;
  return target;
}

/** Which of these keys, tokens and clients still open something, and the apps they are of. */
async function findOpen(tx: Tx, orgId: string, targets: string[], now: Date) {
  const lives = { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] };
  const where = { orgId, id: { in: targets }, ...lives };
  const keys = await tx.key.findMany({ where, select: { id: true } });
  const tokens = await tx.accessToken.findMany({ where, select: { id: true } });
  const directory = await tx.scimToken.findMany({ where, select: { id: true } });
  const clients = await tx.oAuthClient.findMany({
    where: { orgId, id: { in: targets }, revokedAt: null },
    select: {
      id: true,
      appId: true,
      secrets: { where: lives, select: { id: true, clientId: true, createdAt: true } },
    },
  });
  return {
    ids: new Set([...keys, ...tokens, ...directory].map(({ id }) => id)),
    secrets: clients.flatMap(({ secrets }) => secrets),
    appOf: new Map(clients.map(({ id, appId }) => [id, appId])),
  };
}

function textIn(detail: unknown, name: string): string | null {
  if (typeof detail !== "object" || detail === null) return null;
  const value: unknown = Object.entries(detail).find(([key]) => key === name)?.[1];
  return typeof value === "string" ? value : null;
}
