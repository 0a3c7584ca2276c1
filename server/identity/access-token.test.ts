import { expect, test } from "vitest";
import type { Tx } from "#server/platform/db.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { isAccessToken, newAccessToken } from "./access-token-format.ts";
import { findCallerByToken } from "./find-caller-by-token.ts";
import { issueAccessToken } from "./issue-access-token.ts";
import { listAccessTokens } from "./list-access-tokens.ts";
import { revokeAccessToken } from "./revoke-access-token.ts";

const now = new Date("2026-11-01T12:00:00Z");
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
const input = { name: "CI", scopes: ["apis:read", "revisions:write"], expiresInDays: "30" };

async function issued(tx: Tx) {
  const member = await makeMember(tx, { role: "developer", isPublisher: true });
  return { member, ...(await issueAccessToken(ctxOf(tx, member, now), input)) };
}

test("a token acts for its owner in their organisation within its scopes; only its hash is kept; it is audited and told by mail", () =>
  inRollback(async (tx) => {
    const { member, token, secret } = await issued(tx);
    expect(await findCallerByToken(secret, now, tx)).toMatchObject({
      kind: "token",
      tokenId: token.id,
      userId: member.userId,
      orgId: member.orgId,
      isPublisher: true,
      role: "developer",
      scopes: ["apis:read", "revisions:write"],
    });
    const rows = [
      await tx.accessToken.findUnique({ where: { id: token.id } }),
      await tx.auditEvent.findMany({ where: { action: "access_token.issued", target: token.id } }),
      await tx.outboxMail.findMany({ where: { toAddress: member.email } }),
    ];
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(rows[1]).toHaveLength(1);
    expect(rows[2]).toHaveLength(1);
  }));

test("a token dies when it is revoked, expires, or its owner is suspended, leaves, or the organisation is suspended", () =>
  inRollback(async (tx) => {
    const { member, token, secret } = await issued(tx);
    const isAlive = async (at = now) => (await findCallerByToken(secret, at, tx)) !== null;
    expect(await isAlive(inDays(29))).toBe(true);
    expect(await isAlive(inDays(31))).toBe(false);
    await tx.user.update({ where: { id: member.userId }, data: { status: "suspended" } });
    expect(await isAlive()).toBe(false);
    await tx.user.update({ where: { id: member.userId }, data: { status: "active" } });
    await tx.organisation.update({ where: { id: member.orgId }, data: { status: "suspended" } });
    expect(await isAlive()).toBe(false);
    await tx.organisation.update({ where: { id: member.orgId }, data: { status: "active" } });
    expect(await isAlive()).toBe(true);
    await revokeAccessToken(ctxOf(tx, member, now), { tokenId: token.id });
    expect(await isAlive()).toBe(false);
  }));

test("a token whose owner left the organisation is nobody's", () =>
  inRollback(async (tx) => {
    const { member, secret } = await issued(tx);
    await tx.membership.deleteMany({ where: { userId: member.userId } });
    expect(await findCallerByToken(secret, now, tx)).toBeNull();
  }));

test("nobody sees or revokes another person's token, and a token manages no tokens", () =>
  inRollback(async (tx) => {
    const { member, token, secret } = await issued(tx);
    const colleague = ctxOf(tx, await makeMember(tx, { orgId: member.orgId }), now);
    expect(await listAccessTokens(colleague)).toEqual([]);
    expect(await refusalOf(revokeAccessToken(colleague, { tokenId: token.id }))).toBe("not_found");
    const caller = await findCallerByToken(secret, now, tx);
    if (!caller) throw new Error("no caller");
    expect(await refusalOf(issueAccessToken(ctxOf(tx, caller, now), input))).toBe("not_allowed");
    expect(await refusalOf(issueAccessToken(ctxOf(tx, { kind: "visitor" }, now), input))).toBe(
      "not_signed_in",
    );
    expect(await listAccessTokens(ctxOf(tx, member, now))).toMatchObject([
      { id: token.id, state: "active", name: "CI" },
    ]);
  }));

test.each([
  ["no scope", { scopes: [] }],
  ["an unknown scope", { scopes: ["everything"] }],
  ["no name", { name: " " }],
  ["a life of ten years", { expiresInDays: 3650 }],
])("%s is refused and nothing is written", (_what, change) =>
  inRollback(async (tx) => {
    const member = await makeMember(tx);
    expect(await refusalOf(issueAccessToken(ctxOf(tx, member, now), { ...input, ...change }))).toBe(
      "invalid_input",
    );
    expect(await tx.accessToken.count({ where: { userId: member.userId } })).toBe(0);
  }),
);

test("a mistyped token is known as such without asking the database", () => {
  const token = newAccessToken();
  expect(isAccessToken(token)).toBe(true);
  const other = token.at(20) === "a" ? "b" : "a";
  expect(isAccessToken(`${token.slice(0, 20)}${other}${token.slice(21)}`)).toBe(false);
  expect(isAccessToken(`${token} `)).toBe(false);
});
