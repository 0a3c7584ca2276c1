import { z } from "zod";
import type { OidcRecord, Prisma } from "#prisma/generated/client.ts";
import { announce } from "#server/platform/announce.ts";
import { clock, HOUR_MS, SECOND_MS } from "#server/platform/clock.ts";
import type { Ctx } from "#server/platform/context.ts";
import { db, reader } from "#server/platform/db.ts";
import { seal, sha256Hex, unseal } from "#server/platform/keyring.ts";

/** What oidc-provider hands over and wants back; it checks the shape itself. */
export type OidcPayload = Record<string, unknown>;

/** Found by something other than their id, so the id must come back with them; it is kept sealed. */
const FOUND_OTHERWISE = new Set(["Session", "DeviceCode", "BackchannelAuthenticationRequest"]);

const text = z.string().optional().catch(undefined);
const Columns = z.object({ grantId: text, clientId: text, uid: text, userCode: text });
const Stored = z.record(z.string(), z.unknown());

/** Keeps a record under the hash of its id: neither the id nor the payload gives a usable token away. */
export async function saveOidcRecord(
  model: string,
  id: string,
  payload: OidcPayload,
  ttlSeconds?: number,
): Promise<void> {
  const { jti: _id, consumed: _consumed, ...rest } = payload;
  const columns = Columns.parse(payload);
  const row = {
    payload: toJson(
      FOUND_OTHERWISE.has(model) ? { ...rest, sealedId: Buffer.from(seal(id)).toString("base64") } : rest,
    ),
    grantId: columns.grantId ?? null,
    clientId: columns.clientId ?? null,
    uid: columns.uid ?? null,
    userCode: columns.userCode ? sha256Hex(columns.userCode) : null,
    expiresAt: ttlSeconds ? new Date(clock.now().getTime() + ttlSeconds * SECOND_MS) : null,
  };
  const key = { model, idHash: sha256Hex(id) };
  await db().oidcRecord.upsert({ where: { model_idHash: key }, create: { ...key, ...row }, update: row });
}

export async function findOidcRecord(model: string, id: string): Promise<OidcPayload | undefined> {
  const row = await db().oidcRecord.findUnique({ where: { model_idHash: { model, idHash: sha256Hex(id) } } });
  return toPayload(row, id);
}

export async function findOidcRecordByUid(model: string, uid: string): Promise<OidcPayload | undefined> {
  return toPayload(await db().oidcRecord.findFirst({ where: { model, uid } }));
}

export async function findOidcRecordByUserCode(
  model: string,
  userCode: string,
): Promise<OidcPayload | undefined> {
  return toPayload(await db().oidcRecord.findFirst({ where: { model, userCode: sha256Hex(userCode) } }));
}

/** Marks a single-use record as used; false when somebody else was first, however close. */
export async function consumeOidcRecord(model: string, id: string): Promise<boolean> {
  const { count } = await db().oidcRecord.updateMany({
    where: { model, idHash: sha256Hex(id), consumedAt: null },
    data: { consumedAt: clock.now() },
  });
  return count === 1;
}

/** Deletes a record and tells every edge, because a verdict may be remembered for its token. */
export async function destroyOidcRecord(model: string, id: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const where = { model, idHash: sha256Hex(id) };
    const row = await tx.oidcRecord.findFirst({ where, select: { clientId: true } });
    if (!row) return;
    await tx.oidcRecord.deleteMany({ where });
    if (row.clientId) await announce(tx, `client:${row.clientId}`);
  });
}

export async function revokeOidcGrant(grantId: string): Promise<void> {
  await db().oidcRecord.deleteMany({ where: { grantId } });
}

/** Deletes records that expired more than an hour ago, and says how many went. */
export async function sweepOidcRecords(ctx: Pick<Ctx, "now" | "tx">): Promise<number> {
  const expired = { lt: new Date(ctx.now.getTime() - HOUR_MS) };
  const { count } = await reader(ctx).oidcRecord.deleteMany({ where: { expiresAt: expired } });
  return count;
}

function toPayload(row: OidcRecord | null, id?: string): OidcPayload | undefined {
  if (!row || (row.expiresAt && row.expiresAt <= clock.now())) return undefined;
  const { sealedId, ...payload } = Stored.parse(row.payload);
  const jti = id ?? (typeof sealedId === "string" ? unseal(Buffer.from(sealedId, "base64")) : undefined);
  const consumed = row.consumedAt ? { consumed: Math.floor(row.consumedAt.getTime() / SECOND_MS) } : {};
  return { ...payload, ...(jti ? { jti } : {}), ...consumed };
}

/** Drops undefined members, as JSON does. */
function toJson(value: OidcPayload): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(value));
}
