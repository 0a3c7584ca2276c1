import { expect, test } from "vitest";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { findCallerByToken } from "./find-caller-by-token.ts";
import { issueAccessToken } from "./issue-access-token.ts";
import { issueOrganisationToken } from "./issue-organisation-token.ts";
import { listOrganisationTokens } from "./list-access-tokens.ts";
import { revokeOrganisationToken } from "./revoke-organisation-token.ts";
import { renameAccessToken, rotateAccessToken } from "./rotate-access-token.ts";
import { warnExpiringTokens } from "./warn-expiring-tokens.ts";

const now = new Date("2026-11-01T12:00:00Z");
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
const input = { name: "Pipeline", scopes: ["apps:read"], role: "developer" };

test("an organisation's token acts as nobody, with its own role, and outlives its maker; owners hear of it", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const admin = await makeMember(tx, { orgId: owner.orgId, role: "admin" });
    const { token, secret } = await issueOrganisationToken(ctxOf(tx, admin, now), input);
    await tx.user.update({ where: { id: admin.userId }, data: { status: "suspended" } });
    await tx.membership.deleteMany({ where: { userId: admin.userId } });
    expect(await findCallerByToken(secret, now, tx)).toMatchObject({
      ...{ userId: null, role: "developer", platformRole: "none", orgId: owner.orgId },
    });
    expect(await findCallerByToken(secret, inDays(91), tx)).toBeNull();
    const row = await tx.accessToken.findUnique({ where: { id: token.id } });
    expect(JSON.stringify(row)).not.toContain(secret);
    const events = await tx.auditEvent.findMany({ where: { target: token.id } });
    expect(events.map(({ action }) => action)).toEqual(["organisation_token.issued"]);
    expect(
      await tx.outboxMail.count({
        where: { toAddress: owner.email, template: "organisation-token-issued" },
      }),
    ).toBe(1);
  }));

test("a token kept to a team that is gone reaches no team; one of another organisation's team is not made", () =>
  inRollback(async (tx) => {
    const [owner, other] = [await makeMember(tx), await makeMember(tx)];
    const ask = (change: object) => issueOrganisationToken(ctxOf(tx, owner, now), { ...input, ...change });
    const { secret } = await ask({ teamId: owner.teamId });
    expect(await findCallerByToken(secret, now, tx)).toMatchObject({ teamIds: [owner.teamId] });
    await tx.accessToken.updateMany({ where: { orgId: owner.orgId }, data: { teamId: "team_gone" } });
    expect(await findCallerByToken(secret, now, tx)).toMatchObject({ teamIds: [] });
    expect(await refusalOf(ask({ teamId: other.teamId }))).toBe("not_found");
    expect(await refusalOf(ask({ teamId: owner.teamId, role: "admin" }))).toBe("invalid_input");
    expect(await refusalOf(ask({ role: "owner" }))).toBe("invalid_input");
    expect(await tx.accessToken.count({ where: { orgId: owner.orgId } })).toBe(1);
  }));

test("developers, visitors, tokens, other organisations and people without recent proof make and end none", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const { token, secret } = await issueOrganisationToken(ctxOf(tx, owner, now), input);
    const developer = await makeMember(tx, { orgId: owner.orgId, role: "developer" });
    const asToken = await findCallerByToken(secret, now, tx);
    if (!asToken) throw new Error("no caller");
    for (const caller of [developer, asToken]) {
      expect(await refusalOf(issueOrganisationToken(ctxOf(tx, caller, now), input))).toBe("not_allowed");
      expect(await refusalOf(listOrganisationTokens(ctxOf(tx, caller, now)))).toBe("not_allowed");
      expect(await refusalOf(revokeOrganisationToken(ctxOf(tx, caller, now), { tokenId: token.id }))).toBe(
        "not_allowed",
      );
    }
    const stale = ctxOf(tx, { ...owner, provedAt: null }, now);
    expect(await refusalOf(issueOrganisationToken(stale, input))).toBe("proof_required");
    const stranger = ctxOf(tx, await makeMember(tx), now);
    for (const work of [revokeOrganisationToken, rotateAccessToken])
      expect(await refusalOf(work(stranger, { tokenId: token.id }))).toBe("not_found");
    expect(await refusalOf(renameAccessToken(stranger, { tokenId: token.id, name: "Mine" }))).toBe(
      "not_found",
    );
    expect(await findCallerByToken(secret, now, tx)).not.toBeNull();
  }));

test("an owner sees and ends a member's own token in the organisation, once, and the member is told", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const member = await makeMember(tx, { orgId: owner.orgId, role: "developer" });
    const { token, secret } = await issueAccessToken(ctxOf(tx, member, now), {
      name: "CI",
      scopes: ["apps:read"],
    });
    const asOwner = ctxOf(tx, owner, now);
    expect(await listOrganisationTokens(asOwner)).toMatchObject([{ id: token.id, ownerName: member.name }]);
    await revokeOrganisationToken(asOwner, { tokenId: token.id });
    expect(await findCallerByToken(secret, now, tx)).toBeNull();
    expect(await refusalOf(revokeOrganisationToken(asOwner, { tokenId: token.id }))).toBe("conflict");
    expect(
      await tx.outboxMail.count({ where: { toAddress: member.email, template: "access-token-withdrawn" } }),
    ).toBe(1);
  }));

test("a rotated token works for another day beside its successor, and is rotated once", () =>
  inRollback(async (tx) => {
    const asOwner = ctxOf(tx, await makeMember(tx), now);
    const first = await issueOrganisationToken(asOwner, input);
    const second = await rotateAccessToken(asOwner, { tokenId: first.token.id });
    expect(await findCallerByToken(first.secret, now, tx)).not.toBeNull();
    expect(await findCallerByToken(second.secret, now, tx)).toMatchObject({
      role: "developer",
      userId: null,
    });
    expect(await findCallerByToken(first.secret, inDays(1.1), tx)).toBeNull();
    expect(await findCallerByToken(second.secret, inDays(89), tx)).not.toBeNull();
    expect(await refusalOf(rotateAccessToken(asOwner, { tokenId: first.token.id }))).toBe("conflict");
  }));

test("the end of a token is announced once, in its last week", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    await issueOrganisationToken(ctxOf(tx, owner, now), input);
    const mails = () =>
      tx.outboxMail.count({ where: { toAddress: owner.email, template: "access-token-expiring" } });
    await warnExpiringTokens(ctxOf(tx, { kind: "job", name: "test" }, inDays(80)));
    expect(await mails()).toBe(0);
    for (let i = 0; i < 2; i++)
      await warnExpiringTokens(ctxOf(tx, { kind: "job", name: "test" }, inDays(84)));
    expect(await mails()).toBe(1);
  }));

test("tokens of a short life do not keep the ends of others from being announced", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    await issueOrganisationToken(ctxOf(tx, owner, now), input);
    const day = inDays(84);
    await tx.accessToken.createMany({
      data: Array.from({ length: 201 }, (_, at) => ({
        ...{ id: `pat_short${at}`, orgId: owner.orgId, userId: owner.userId, name: "Short", hint: "" },
        ...{ tokenHash: `short${at}`, createdAt: day, expiresAt: new Date(day.getTime() + 3_600_000) },
      })),
    });
    await warnExpiringTokens(ctxOf(tx, { kind: "job", name: "test" }, day));
    const mails = { toAddress: owner.email, template: "access-token-expiring" };
    expect(await tx.outboxMail.count({ where: mails })).toBe(1);
  }));

test("owners hear when another organiser replaces or revokes the organisation's token", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const asAdmin = ctxOf(tx, await makeMember(tx, { orgId: owner.orgId, role: "admin" }), now);
    const { token } = await issueOrganisationToken(asAdmin, input);
    const { token: next } = await rotateAccessToken(asAdmin, { tokenId: token.id });
    await revokeOrganisationToken(asAdmin, { tokenId: next.id });
    const mails = { toAddress: owner.email, template: "organisation-changed" };
    expect(await tx.outboxMail.count({ where: mails })).toBe(2);
  }));
