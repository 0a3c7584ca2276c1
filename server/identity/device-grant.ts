import { meaningOf } from "#lib/access-scopes.ts";
import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import { networkOf, type RequestOrigin } from "#server/platform/client-address.ts";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "#server/platform/clock.ts";
import { type Ctx, requireRecentProof } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { newId, randomBase62 } from "#server/platform/ids.ts";
import { pepperedHash, sha256Hex } from "#server/platform/keyring.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { insertAccessToken } from "./access-token-rows.ts";
import { getAccessTokenRule } from "./access-token-rule.ts";
import { takeAttempt } from "./attempts.ts";
import { MOST_TOKENS } from "./issue-access-token.ts";
import { requireMember } from "./policy.ts";
import {
  DecideDeviceInput,
  type DeviceCodes,
  type DeviceOffer,
  type DevicePoll,
  PollDeviceInput,
  StartDeviceInput,
  UserCodeInput,
} from "./schema.ts";
import { newUserCode } from "./user-code.ts";

const LIFETIME_MS = 10 * MINUTE_MS;
const TOKEN_DAYS = 90;
const DEAD =
  "This code is not known, was used already, or is older than ten minutes. Run portico login again.";

const hashOf = (userCode: string) =>
  Buffer.from(pepperedHash("key-pepper", `device ${userCode}`)).toString("hex");

/** RFC 8628, 3.1: a command line asks to act for somebody. Nobody is known yet, and nothing is allowed. */
export async function startDeviceGrant(ctx: Ctx, raw: unknown, origin: RequestOrigin): Promise<DeviceCodes> {
  const { client_name: deviceName, scope } = read(StartDeviceInput, raw);
  await takeAttempt(reader(ctx), { key: `device:${networkOf(origin.address)}`, free: 30 }, ctx.now);
  const [deviceCode, userCode] = [randomBase62(43), newUserCode()];
  return mutate(ctx, async (tx) => {
    const grant = await tx.deviceGrant.create({
      data: {
        id: newId("dev", ctx.now),
        deviceCodeHash: sha256Hex(deviceCode),
        userCodeHash: hashOf(userCode),
        deviceName,
        address: origin.address,
        scopes: [...new Set(scope)],
        createdAt: ctx.now,
        expiresAt: new Date(ctx.now.getTime() + LIFETIME_MS),
      },
    });
    return {
      value: {
        deviceCode,
        userCode,
        expiresInSeconds: LIFETIME_MS / SECOND_MS,
        intervalSeconds: grant.intervalSeconds,
      },
      audit: { action: "device_grant.requested", target: grant.id, targetName: deviceName, orgId: null },
    };
  });
}

/** What a code typed in the browser would allow, before anything is allowed. Guesses are few. */
export async function peekDeviceGrant(ctx: Ctx, raw: unknown): Promise<DeviceOffer> {
  const { userId, orgId, orgName } = requireMember(ctx);
  const { userCode } = read(UserCodeInput, raw);
  await takeAttempt(reader(ctx), { key: `device-code:${userId}`, free: 10 }, ctx.now);
  const grant = await findPending(ctx, userCode);
  const { deviceName, address, scopes, createdAt } = grant;
  return {
    userCode,
    deviceName,
    address,
    orgId,
    orgName,
    createdAt,
    scopes: scopes.map((scope) => ({ scope, meaning: meaningOf(scope) })),
  };
}

/** Lets the command line act for the person in their present organisation, or refuses it. The first answer counts. */
export async function decideDeviceGrant(ctx: Ctx, raw: unknown): Promise<{ isApproved: boolean }> {
  const { userId, orgId, email, isEmailVerified } = requireMember(ctx);
  const { userCode, decision, orgId: shownOrgId } = read(DecideDeviceInput, raw);
  const isApproved = decision === "approve";
  if (isApproved && shownOrgId && shownOrgId !== orgId)
    throw new Refusal("conflict", "You act for another organisation by now. Enter the code again.");
  if (isApproved && !isEmailVerified) throw new Refusal("not_allowed", "Confirm your e-mail address first.");
  if (isApproved) requireRecentProof(ctx);
  await takeAttempt(reader(ctx), { key: `device-code:${userId}`, free: 10 }, ctx.now);
  const grant = await findPending(ctx, userCode);
  return mutate(ctx, async (tx) => {
    const { count } = await tx.deviceGrant.updateMany({
      where: { id: grant.id, state: "pending" },
      data: { state: isApproved ? "approved" : "refused", userId, orgId, decidedAt: ctx.now },
    });
    if (count === 0) throw new Refusal("not_found", DEAD);
    if (isApproved) {
      const data = { deviceName: grant.deviceName, address: grant.address, path: routes.accessTokens() };
      await queueMail(tx, { to: email, template: "device-approved", data, now: ctx.now });
    }
    const detail = { address: grant.address, scopes: grant.scopes };
    const action = isApproved ? "device_grant.approved" : "device_grant.refused";
    return {
      value: { isApproved },
      audit: { action, target: grant.id, targetName: grant.deviceName, detail },
    };
  });
}

/** RFC 8628, 3.4 and 3.5: hands the one token of an approved grant to the first who asks with its device code. */
export async function pollDeviceGrant(ctx: Ctx, raw: unknown): Promise<DevicePoll> {
  const parsed = PollDeviceInput.safeParse(raw);
  if (!parsed.success) return { error: "invalid_request" };
  const tx = reader(ctx);
  const grant = await tx.deviceGrant.findUnique({
    where: { deviceCodeHash: sha256Hex(parsed.data.device_code) },
  });
  if (!grant || grant.state === "spent") return { error: "invalid_grant" };
  if (grant.expiresAt <= ctx.now) return { error: "expired_token" };
  if (grant.state === "refused") return { error: "access_denied" };
  const before = new Date(ctx.now.getTime() - grant.intervalSeconds * SECOND_MS);
  const polled = await tx.deviceGrant.updateMany({
    where: { id: grant.id, OR: [{ lastPolledAt: null }, { lastPolledAt: { lte: before } }] },
    data: { lastPolledAt: ctx.now },
  });
  if (polled.count === 0) {
    await tx.deviceGrant.update({ where: { id: grant.id }, data: { intervalSeconds: { increment: 5 } } });
    return { error: "slow_down" };
  }
  if (grant.state === "pending") return { error: "authorization_pending" };
  return spend(ctx, grant);
}

interface ApprovedGrant {
  id: string;
  userId: string | null;
  orgId: string | null;
  deviceName: string;
  scopes: string[];
}

function spend(ctx: Ctx, { id, userId, orgId, deviceName, scopes }: ApprovedGrant): Promise<DevicePoll> {
  return mutate<DevicePoll>(ctx, async (tx) => {
    const spent = await tx.deviceGrant.updateMany({
      where: { id, state: "approved" },
      data: { state: "spent" },
    });
    if (spent.count === 0 || !userId || !orgId) return { value: { error: "invalid_grant" }, audit: [] };
    const member = await tx.membership.findFirst({
      where: { orgId, userId, user: { status: "active" }, organisation: { status: "active" } },
      select: { user: { select: { email: true } } },
    });
    const audit = { target: id, targetName: deviceName, orgId };
    if (!member)
      return { value: { error: "access_denied" }, audit: { action: "device_grant.refused", ...audit } };
    const live = await tx.accessToken.count({
      where: { userId, revokedAt: null, expiresAt: { gt: ctx.now } },
    });
    if (live >= MOST_TOKENS)
      return { value: { error: "access_denied" }, audit: { action: "device_grant.refused", ...audit } };
    const { maxDays } = await getAccessTokenRule({ tx });
    const lifeMs = Math.min(TOKEN_DAYS, maxDays) * DAY_MS;
    const name = `${deviceName} (portico login)`.slice(0, 80);
    const expiresAt = new Date(ctx.now.getTime() + lifeMs);
    const made = await insertAccessToken(
      tx,
      { orgId, userId, createdBy: userId, name, scopes, expiresAt },
      ctx.now,
    );
    const data = { tokenName: name, path: routes.accessTokens() };
    await queueMail(tx, { to: member.user.email, template: "access-token-issued", data, now: ctx.now });
    const detail = { token: made.token.id, userId, scopes };
    return {
      value: { accessToken: made.secret, expiresInSeconds: lifeMs / SECOND_MS, scopes },
      audit: { action: "device_grant.spent", ...audit, detail },
    };
  });
}

async function findPending(ctx: Ctx, userCode: string) {
  const grant = await reader(ctx).deviceGrant.findUnique({ where: { userCodeHash: hashOf(userCode) } });
  if (grant?.state !== "pending" || grant.expiresAt <= ctx.now)
    throw new Refusal("not_found", DEAD, { userCode: DEAD });
  return grant;
}

/** Ends the very token that asks: what a command line does when its person signs out there. */
export async function revokeOwnToken(ctx: Ctx): Promise<void> {
  const { caller } = ctx;
  if (caller.kind !== "token") throw new Refusal("not_allowed", "Only an access token ends itself.");
  await mutate(ctx, async (tx) => {
    const { count } = await tx.accessToken.updateMany({
      where: { id: caller.tokenId, revokedAt: null },
      data: { revokedAt: ctx.now },
    });
    if (count === 0) throw new Refusal("conflict", "This access token was revoked already.");
    return { value: undefined, audit: { action: "access_token.revoked", target: caller.tokenId } };
  });
}
