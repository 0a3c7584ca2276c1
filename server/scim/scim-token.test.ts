import { expect, test } from "vitest";
import { findCallerByToken, inviteMember } from "#server/identity/index.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { findScimCaller, takeScimRequest } from "./find-scim-caller.ts";
import { getProvisioning } from "./get-provisioning.ts";
import { issueScimToken } from "./issue-scim-token.ts";
import { provisionPerson } from "./provision-person.ts";
import { revokeScimToken } from "./revoke-scim-token.ts";
import { oktaUser } from "./testing/directory.ts";
import { warnExpiringScimTokens } from "./warn-expiring-scim-tokens.ts";

const DAY_MS = 86_400_000;
const DRAFT = { name: "Okta", expiresInDays: 30 };

test("an owner makes a token: only its hash is kept, owners are told, it is in the log, and it speaks for the organisation", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const ctx = ctxOf(tx, owner);
    const { token, secret } = await issueScimToken(ctx, DRAFT);
    expect(secret).toMatch(/^portico_scim_[0-9A-Za-z]{38}$/);
    const row = await tx.scimToken.findUniqueOrThrow({ where: { id: token.id } });
    expect(row.tokenHash).toBe(sha256Hex(secret));
    expect(JSON.stringify(row)).not.toContain(secret);
    expect(JSON.stringify(await getProvisioning(ctx))).not.toContain(secret);
    const mails = await tx.outboxMail.findMany({ where: { toAddress: owner.email } });
    expect(mails.map(({ template }) => template)).toEqual(["scim-token-issued"]);
    expect(mails[0]?.text).not.toContain(secret);
    const [event] = await tx.auditEvent.findMany({ where: { orgId: owner.orgId } });
    expect(event).toMatchObject({ action: "scim_token.issued", target: token.id, targetName: "Okta" });
    const caller = await findScimCaller(secret, ctx.now, tx);
    expect(caller).toEqual({ kind: "scim", tokenId: token.id, orgId: owner.orgId, orgName: owner.orgName });
    const { lastUsedAt } = await tx.scimToken.findUniqueOrThrow({ where: { id: token.id } });
    expect(lastUsedAt).toEqual(ctx.now);
  }));

test("only an owner who has just proved it is them makes tokens; nobody else sees or ends any; bad input writes nothing", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const { token } = await issueScimToken(ctxOf(tx, owner), DRAFT);
    for (const role of ["admin", "developer", "viewer"] as const) {
      const weak = ctxOf(tx, await makeMember(tx, { orgId: owner.orgId, role }));
      expect(await refusalOf(issueScimToken(weak, DRAFT))).toBe("not_allowed");
      expect(await refusalOf(revokeScimToken(weak, { tokenId: token.id }))).toBe("not_allowed");
      expect(await refusalOf(getProvisioning(weak))).toBe("not_allowed");
    }
    const other = ctxOf(tx, await makeMember(tx));
    expect(await refusalOf(revokeScimToken(other, { tokenId: token.id }))).toBe("not_found");
    expect((await getProvisioning(other)).tokens).toEqual([]);
    expect(await refusalOf(issueScimToken(ctxOf(tx, { kind: "visitor" }), DRAFT))).toBe("not_signed_in");
    const asToken = { ...owner, kind: "token" as const, tokenId: "pat_x", scopes: [] };
    expect(await refusalOf(issueScimToken(ctxOf(tx, asToken), DRAFT))).toBe("not_allowed");
    const unproved = ctxOf(tx, { ...owner, provedAt: null });
    expect(await refusalOf(issueScimToken(unproved, DRAFT))).toBe("proof_required");
    for (const bad of [{ name: "" }, { name: "x".repeat(81) }, { ...DRAFT, expiresInDays: 366 }])
      expect(await refusalOf(issueScimToken(ctxOf(tx, owner), bad))).toBe("invalid_input");
    expect(await tx.scimToken.count({ where: { orgId: owner.orgId } })).toBe(1);
  }));

test("two tokens live at once, for changing over, and not three; a personal space has none", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const ctx = ctxOf(tx, owner);
    const first = await issueScimToken(ctx, DRAFT);
    const second = await issueScimToken(ctx, DRAFT);
    expect(await refusalOf(issueScimToken(ctx, DRAFT))).toBe("limit_reached");
    await revokeScimToken(ctx, { tokenId: first.token.id });
    expect(await findScimCaller(first.secret, ctx.now, tx)).toBeNull();
    expect(await findScimCaller(second.secret, ctx.now, tx)).not.toBeNull();
    expect(await refusalOf(revokeScimToken(ctx, { tokenId: first.token.id }))).toBe("conflict");
    await issueScimToken(ctx, DRAFT);
    const alone = await makeMember(tx);
    await tx.organisation.update({ where: { id: alone.orgId }, data: { isPersonal: true } });
    expect(await refusalOf(issueScimToken(ctxOf(tx, alone), DRAFT))).toBe("conflict");
  }));

test("a revoked token's open invitations end with it, others' stay, the owners are told; it invites nobody any more", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const ctx = ctxOf(tx, owner);
    const { orgId, orgName } = owner;
    const open = () =>
      tx.invitation.findMany({
        where: { orgId, revokedAt: null },
        select: { email: true, acceptedAt: true },
      });
    const [old, next] = [await issueScimToken(ctx, DRAFT), await issueScimToken(ctx, DRAFT)];
    const as = (tokenId: string) => ctxOf(tx, { kind: "scim", tokenId, orgId, orgName });
    await provisionPerson(as(old.token.id), oktaUser("old@elsewhere.test"));
    await provisionPerson(as(old.token.id), oktaUser("came@elsewhere.test"));
    await tx.invitation.updateMany({
      where: { email: "came@elsewhere.test" },
      data: { acceptedAt: ctx.now },
    });
    await provisionPerson(as(next.token.id), oktaUser("next@elsewhere.test"));
    await inviteMember(ctx, { email: "hand@elsewhere.test", role: "developer" });
    await revokeScimToken(ctx, { tokenId: old.token.id });
    expect((await open()).map(({ email }) => email).toSorted()).toEqual([
      "came@elsewhere.test",
      "hand@elsewhere.test",
      "next@elsewhere.test",
    ]);
    const told = { toAddress: owner.email, template: "scim-token-revoked" };
    const mail = await tx.outboxMail.findFirstOrThrow({ where: told });
    expect(mail.text).toContain("nobody had accepted are taken back: 1");
    const [event] = await tx.auditEvent.findMany({ where: { orgId, action: "scim_token.revoked" } });
    expect(event).toMatchObject({ target: old.token.id, detail: { invitations: 1 } });
    const late = provisionPerson(as(old.token.id), oktaUser("late@elsewhere.test"));
    expect(await refusalOf(late)).toBe("not_signed_in");
  }));

test("an expired token, one of a suspended organisation, one with a typing error and other kinds of token open nothing", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const ctx = ctxOf(tx, owner);
    const { secret } = await issueScimToken(ctx, DRAFT);
    expect(await findScimCaller(secret, new Date(ctx.now.getTime() + 31 * DAY_MS), tx)).toBeNull();
    expect(await findScimCaller(`${secret.slice(0, -1)}!`, ctx.now, tx)).toBeNull();
    expect(await findScimCaller("portico_pat_nonsense", ctx.now, tx)).toBeNull();
    expect(await findCallerByToken(secret, ctx.now, tx)).toBeNull();
    await tx.organisation.update({ where: { id: owner.orgId }, data: { status: "suspended" } });
    expect(await findScimCaller(secret, ctx.now, tx)).toBeNull();
  }));

test("a directory that asks too much within a minute is told when to come back, and another is not hindered", () =>
  inRollback(async (tx) => {
    const directory = { kind: "scim", tokenId: "scim_busy", orgId: "org_x", orgName: "X" } as const;
    const now = new Date("2026-11-01T12:00:20Z");
    for (let i = 0; i < 600; i++) await takeScimRequest(directory, now, tx);
    await expect(takeScimRequest(directory, now, tx)).rejects.toMatchObject({
      code: "limit_reached",
      detail: { retryAfterSeconds: 40 },
    });
    await takeScimRequest({ ...directory, tokenId: "scim_calm" }, now, tx);
    await takeScimRequest(directory, new Date("2026-11-01T12:01:00Z"), tx);
  }));

test("owners are told once, two weeks before their directory's token ends", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const ctx = ctxOf(tx, owner);
    await issueScimToken(ctx, { name: "Okta", expiresInDays: 90 });
    await issueScimToken(ctx, { name: "Trial", expiresInDays: 80 });
    const told = async (days: number) => {
      await warnExpiringScimTokens(
        ctxOf(tx, { kind: "job", name: "test" }, new Date(ctx.now.getTime() + days * DAY_MS)),
      );
      return tx.outboxMail.count({ where: { toAddress: owner.email, template: "scim-token-expiring" } });
    };
    expect([await told(60), await told(70), await told(71), await told(77)]).toEqual([0, 1, 1, 2]);
    const acts = { orgId: owner.orgId, action: "scim_token.end_announced" };
    expect(await tx.auditEvent.count({ where: acts })).toBe(2);
  }));
