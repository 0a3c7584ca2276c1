import { expect, test } from "vitest";
import type { Tx } from "#server/platform/db.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import {
  decideDeviceGrant,
  peekDeviceGrant,
  pollDeviceGrant,
  revokeOwnToken,
  startDeviceGrant,
} from "./device-grant.ts";
import { findCallerByToken } from "./find-caller-by-token.ts";

const start = new Date("2026-11-01T12:00:00Z");
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000);
const VISITOR = { kind: "visitor" } as const;
const origin = { address: "192.0.2.7", userAgent: "portico" };

async function begin(tx: Tx) {
  const asked = { client_name: "laptop\u001b[2J", scope: "apis:read revisions:write" };
  const { deviceCode, userCode } = await startDeviceGrant(ctxOf(tx, VISITOR, start), asked, origin);
  const poll = (seconds: number) =>
    pollDeviceGrant(ctxOf(tx, VISITOR, after(seconds)), {
      grant_type: "urn:ietf:params:oauth:grant-type:device_code",
      device_code: deviceCode,
    });
  return { deviceCode, userCode, poll };
}

test("an approved command line gets one token for its person and organisation, once; codes are kept as hashes", () =>
  inRollback(async (tx) => {
    const member = await makeMember(tx, { role: "developer" });
    const { deviceCode, userCode, poll } = await begin(tx);
    expect(await poll(1)).toEqual({ error: "authorization_pending" });
    const typed = userCode.toLowerCase().replace("-", " ");
    expect(await peekDeviceGrant(ctxOf(tx, member, after(2)), { userCode: typed })).toMatchObject({
      deviceName: "laptop [2J",
      address: "192.0.2.7",
    });
    await decideDeviceGrant(ctxOf(tx, member, after(3)), { userCode, decision: "approve" });
    const given = await poll(7);
    if (!("accessToken" in given)) throw new Error(given.error);
    const caller = await findCallerByToken(given.accessToken, after(8), tx);
    expect(caller).toMatchObject({
      userId: member.userId,
      orgId: member.orgId,
      scopes: ["apis:read", "revisions:write"],
    });
    expect(await poll(20)).toEqual({ error: "invalid_grant" });
    const kept = JSON.stringify(await tx.deviceGrant.findMany({ where: { userId: member.userId } }));
    for (const secret of [deviceCode, userCode, given.accessToken]) expect(kept).not.toContain(secret);
    if (!caller) throw new Error("no caller");
    await revokeOwnToken(ctxOf(tx, caller, after(30)));
    expect(await findCallerByToken(given.accessToken, after(31), tx)).toBeNull();
  }));

test("asking too often slows down, and each time by five seconds more", () =>
  inRollback(async (tx) => {
    const { poll } = await begin(tx);
    expect(await poll(1)).toEqual({ error: "authorization_pending" });
    expect(await poll(3)).toEqual({ error: "slow_down" });
    expect(await poll(8)).toEqual({ error: "slow_down" });
    expect(await poll(40)).toEqual({ error: "authorization_pending" });
  }));

test("a refused, expired, unknown or twice decided code gives nothing", () =>
  inRollback(async (tx) => {
    const [member, other] = [await makeMember(tx), await makeMember(tx)];
    const refused = await begin(tx);
    await decideDeviceGrant(ctxOf(tx, member, after(1)), { userCode: refused.userCode, decision: "refuse" });
    expect(await refused.poll(10)).toEqual({ error: "access_denied" });
    const again = { userCode: refused.userCode, decision: "approve" };
    expect(await refusalOf(decideDeviceGrant(ctxOf(tx, other, after(2)), again))).toBe("not_found");
    const late = await begin(tx);
    expect(await late.poll(601)).toEqual({ error: "expired_token" });
    const tooLate = { userCode: late.userCode, decision: "approve" };
    expect(await refusalOf(decideDeviceGrant(ctxOf(tx, member, after(601)), tooLate))).toBe("not_found");
    expect(await refusalOf(peekDeviceGrant(ctxOf(tx, member, start), { userCode: "BBBB-BBBB" }))).toBe(
      "not_found",
    );
    expect(await tx.accessToken.count({ where: { userId: { in: [member.userId, other.userId] } } })).toBe(0);
  }));

test("visitors, tokens and people without recent proof allow nothing; whoever left before the token is handed out gets none", () =>
  inRollback(async (tx) => {
    const member = await makeMember(tx);
    const { userCode, poll } = await begin(tx);
    const approve = { userCode, decision: "approve" };
    expect(await refusalOf(decideDeviceGrant(ctxOf(tx, VISITOR, after(1)), approve))).toBe("not_signed_in");
    const stale = { ...member, provedAt: null };
    expect(await refusalOf(decideDeviceGrant(ctxOf(tx, stale, after(1)), approve))).toBe("proof_required");
    await decideDeviceGrant(ctxOf(tx, member, after(2)), approve);
    await tx.membership.deleteMany({ where: { userId: member.userId } });
    expect(await poll(10)).toEqual({ error: "access_denied" });
    expect(await tx.accessToken.count({ where: { userId: member.userId } })).toBe(0);
  }));

test("guesses of a code are few", () =>
  inRollback(async (tx) => {
    const member = ctxOf(tx, await makeMember(tx), start);
    for (let i = 0; i < 10; i++)
      expect(await refusalOf(peekDeviceGrant(member, { userCode: "BBBB-BBBB" }))).toBe("not_found");
    expect(await refusalOf(peekDeviceGrant(member, { userCode: "BBBB-BBBB" }))).toBe("limit_reached");
  }));

test("a yes counts for the organisation that was shown; whoever has all the tokens there are is given no other", () =>
  inRollback(async (tx) => {
    const member = await makeMember(tx);
    const ctx = ctxOf(tx, member, after(3));
    const { userCode, poll } = await begin(tx);
    const shown = (await makeMember(tx)).orgId;
    const yes = { userCode, decision: "approve" };
    expect(await refusalOf(decideDeviceGrant(ctx, { ...yes, orgId: shown }))).toBe("conflict");
    await decideDeviceGrant(ctx, { ...yes, orgId: member.orgId });
    await tx.accessToken.createMany({
      data: Array.from({ length: 50 }, (_, at) => ({
        ...{ id: `pat_${userCode}${at}`, orgId: member.orgId, userId: member.userId, name: "CI", hint: "" },
        ...{ tokenHash: `${userCode}${at}`, createdAt: start, expiresAt: after(9_999) },
      })),
    });
    expect(await poll(7)).toEqual({ error: "access_denied" });
    expect(await tx.accessToken.count({ where: { userId: member.userId } })).toBe(50);
  }));
