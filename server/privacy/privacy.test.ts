import { expect, test } from "vitest";
import { registerApp } from "#server/apps/index.ts";
import {
  createUser,
  findCallerByToken,
  getExposure,
  issueAccessToken,
  restoreUser,
  signIn,
  signUp,
} from "#server/identity/index.ts";
import type { MemberCaller } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { findMember } from "#server/platform/session-row.ts";
import { ctxOf, inRollback, makeMember, refusalOf, sessionIn } from "#server/platform/testing/world.ts";
import { acceptTerms, publishTerms } from "#server/terms/index.ts";
import { deleteAccount, previewDeletion } from "./delete-account.ts";
import { exportMyData } from "./export-my-data.ts";

const VISITOR = { kind: "visitor" } as const;
const origin = { address: "192.0.2.7", userAgent: "Firefox/1 (X11; Linux)" };
const now = new Date("2026-11-01T12:00:00Z");
const credentials = { email: "ada@rail.test", password: "seven quiet otters waltz" };

async function makeAda(tx: Tx): Promise<MemberCaller> {
  await createUser(ctxOf(tx, { kind: "job", name: "test" }), { ...credentials, name: "Ada Lovelace" });
  const admission = await signIn(ctxOf(tx, VISITOR), credentials, origin);
  const ada = await findMember(tx, sessionIn(admission).id, now);
  if (!ada) throw new Error("no session");
  return ada;
}

async function join(tx: Tx, person: MemberCaller, role: "owner" | "developer" = "developer") {
  const owner = await makeMember(tx);
  await tx.membership.create({ data: { orgId: owner.orgId, userId: person.userId, role } });
  return owner;
}

async function makeKey(tx: Tx, orgId: string, appId: string, createdBy: string): Promise<string> {
  const id = newId("key");
  await tx.key.create({
    data: {
      id,
      kid: id,
      orgId,
      appId,
      name: "CI",
      environment: "sandbox",
      secretHash: new Uint8Array([1]),
      hint: "abcd",
      createdBy,
    },
  });
  return id;
}

async function textOf(pieces: AsyncGenerator<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

test("a deleted account is gone: no session, token, name or address is left, and the address may sign up anew", () =>
  inRollback(async (tx) => {
    const ada = await makeAda(tx);
    const ctx = ctxOf(tx, ada);
    const token = await issueAccessToken(ctx, { name: "CI", scopes: ["apis:read"] });
    await deleteAccount(ctx, { confirmation: " Ada@Rail.test " });
    expect(await findMember(tx, ada.sessionId, now)).toBeNull();
    expect(await findCallerByToken(token.secret, now, tx)).toBeNull();
    expect(await refusalOf(signIn(ctxOf(tx, VISITOR), credentials, origin))).toBe("invalid_input");
    const row = await tx.user.findUniqueOrThrow({ where: { id: ada.userId } });
    expect(row).toMatchObject({
      name: "Deleted person",
      passwordHash: null,
      status: "suspended",
      deletedAt: now,
    });
    for (const rows of [
      await tx.user.findMany({ where: { id: ada.userId } }),
      await tx.organisation.findMany({ where: { id: ada.orgId } }),
      await tx.auditEvent.findMany({ where: { OR: [{ actorId: ada.userId }, { target: ada.userId }] } }),
    ])
      expect(JSON.stringify(rows)).not.toMatch(/ada@rail|Lovelace|192\.0\.2\.7/i);
    expect(await signUp(ctxOf(tx, VISITOR), credentials, origin)).toMatchObject({ email: credentials.email });
  }));

test("a deletion is told by mail to the address it had, and audited without a name", () =>
  inRollback(async (tx) => {
    const ada = await makeAda(tx);
    const ctx = ctxOf(tx, ada);
    await deleteAccount(ctx, { confirmation: ada.email });
    expect(await tx.outboxMail.findMany({ where: { toAddress: ada.email } })).toMatchObject([
      { template: "account-deleted" },
    ]);
    const event = await tx.auditEvent.findFirst({
      where: { action: "user.deleted", requestId: ctx.requestId },
    });
    expect(event).toMatchObject({ actorId: ada.userId, actorLabel: "Deleted person", target: ada.userId });
  }));

test("the personal space goes with its apps and keys; what belongs to a shared organisation stays and works", () =>
  inRollback(async (tx) => {
    const ada = await makeAda(tx);
    const ctx = ctxOf(tx, ada);
    const mine = await registerApp(ctx, { name: "Mine" });
    const myKey = await makeKey(tx, ada.orgId, mine.id, ada.userId);
    const owner = await join(tx, ada);
    const theirs = await registerApp(ctxOf(tx, owner), { name: "Theirs" });
    const theirKey = await makeKey(tx, owner.orgId, theirs.id, ada.userId);
    expect(await previewDeletion(ctx)).toEqual({
      obstacles: [],
      appCount: 1,
      organisations: [owner.orgName],
    });
    await deleteAccount(ctx, { confirmation: ada.email });
    expect(await tx.app.findUnique({ where: { id: mine.id } })).toMatchObject({ deletedAt: now });
    expect(await tx.key.findUnique({ where: { id: myKey } })).toMatchObject({ revokedAt: now });
    expect(await tx.app.findUnique({ where: { id: theirs.id } })).toMatchObject({ deletedAt: null });
    expect(await tx.key.findUnique({ where: { id: theirKey } })).toMatchObject({ revokedAt: null });
    expect(await tx.membership.count({ where: { userId: ada.userId } })).toBe(0);
  }));

test("the last owner of a shared organisation is told how to mend it, and nothing is deleted", () =>
  inRollback(async (tx) => {
    const ada = await makeAda(tx);
    const owner = await join(tx, ada, "owner");
    await tx.membership.update({
      where: { orgId_userId: { orgId: owner.orgId, userId: owner.userId } },
      data: { role: "developer" },
    });
    const ctx = ctxOf(tx, ada);
    const { obstacles } = await previewDeletion(ctx);
    expect(obstacles).toEqual([
      expect.stringContaining(`last owner of ${owner.orgName}. Make another member an owner`),
    ]);
    expect(await refusalOf(deleteAccount(ctx, { confirmation: ada.email }))).toBe("conflict");
    expect(await findMember(tx, ada.sessionId, now)).not.toBeNull();
    await tx.membership.updateMany({ where: { orgId: owner.orgId }, data: { role: "owner" } });
    await deleteAccount(ctx, { confirmation: ada.email });
    expect(await tx.membership.count({ where: { orgId: owner.orgId } })).toBe(1);
  }));

test("a deletion takes the address typed, a recent proof and the person themselves", () =>
  inRollback(async (tx) => {
    const ada = await makeAda(tx);
    const ctx = ctxOf(tx, ada);
    const input = { confirmation: ada.email };
    expect(await refusalOf(deleteAccount(ctx, { confirmation: "bob@rail.test" }))).toBe("invalid_input");
    expect(await refusalOf(deleteAccount(ctx, {}))).toBe("invalid_input");
    const stale = { ...ada, provedAt: new Date(now.getTime() - 11 * 60_000) };
    expect(await refusalOf(deleteAccount(ctxOf(tx, stale), input))).toBe("proof_required");
    const { kind: _, ...rest } = ada;
    const token = { ...rest, kind: "token" as const, tokenId: "pat_1", scopes: [] };
    for (const verb of [deleteAccount, exportMyData, previewDeletion]) {
      expect(await refusalOf(verb(ctxOf(tx, token), input))).toBe("not_allowed");
      expect(await refusalOf(verb(ctxOf(tx, VISITOR), input))).toBe("not_signed_in");
    }
    expect(await tx.user.findUnique({ where: { id: ada.userId } })).toMatchObject({ deletedAt: null });
  }));

test("a deleted account cannot be restored, and its evidence of accepted terms stays without where it came from", () =>
  inRollback(async (tx) => {
    const admin = ctxOf(tx, await makeMember(tx, { platformRole: "admin" }));
    const { number } = await publishTerms(admin, { text: "Be kind." });
    const ada = await makeAda(tx);
    await acceptTerms(ctxOf(tx, ada), { terms: number }, origin);
    await deleteAccount(ctxOf(tx, ada), { confirmation: ada.email });
    expect(await refusalOf(restoreUser(admin, { userId: ada.userId }))).toBe("not_found");
    expect(await tx.termsAcceptance.findMany({ where: { userId: ada.userId } })).toMatchObject([
      { acceptedAt: now, address: "", userAgent: "" },
    ]);
  }));

test("the portal's last administrator stays", () =>
  inRollback(async (tx) => {
    const ada = await makeAda(tx);
    await tx.user.updateMany({ where: { platformRole: "admin" }, data: { platformRole: "none" } });
    await tx.user.update({ where: { id: ada.userId }, data: { platformRole: "admin" } });
    const admin = { ...ada, platformRole: "admin" as const };
    expect(await refusalOf(deleteAccount(ctxOf(tx, admin), { confirmation: ada.email }))).toBe("conflict");
  }));

test("an export is one JSON document with everything about the person, nothing secret and nothing of others", () =>
  inRollback(async (tx) => {
    const ada = await makeAda(tx);
    const ctx = ctxOf(tx, ada);
    const token = await issueAccessToken(ctx, { name: "My CI", scopes: ["apis:read"] });
    const other = await makeMember(tx);
    await issueAccessToken(ctxOf(tx, other), { name: "Other CI", scopes: ["apis:read"] });
    const identity = { id: newId("ext"), providerId: "github", subject: "4711", userId: ada.userId };
    await tx.externalIdentity.create({ data: { ...identity, email: ada.email } });
    const hashes = { deviceCodeHash: newId("dev"), userCodeHash: newId("dev") };
    const asked = { deviceName: "Ada's laptop", address: "192.0.2.9", scopes: ["apis:read"], expiresAt: now };
    const command = { ...hashes, ...asked, userId: ada.userId, orgId: ada.orgId };
    await tx.deviceGrant.create({ data: { id: newId("dev"), ...command } });
    const text = await textOf(await exportMyData(ctx));
    const data = JSON.parse(text);
    expect(data.profile).toMatchObject({ email: ada.email, name: "Ada Lovelace", hasPassword: true });
    expect(data.memberships).toHaveLength(1);
    expect(data.sessions).toMatchObject([{ id: ada.sessionId, address: "192.0.2.7" }]);
    expect(data.accessTokens).toMatchObject([{ name: "My CI" }]);
    const actions = data.activity.map(({ action }: { action: string }) => action);
    expect(actions).toEqual(
      expect.arrayContaining(["user.signed_in", "access_token.issued", "user.data_exported"]),
    );
    expect(data.providerConnections).toMatchObject([{ providerId: "github", subject: "4711" }]);
    expect(data.commandLines).toMatchObject([{ deviceName: "Ada's laptop", address: "192.0.2.9" }]);
    expect(text).not.toContain(hashes.deviceCodeHash);
    expect(text).not.toContain(hashes.userCodeHash);
    const { passwordHash } = await tx.user.findUniqueOrThrow({ where: { id: ada.userId } });
    for (const secret of [
      token.secret,
      passwordHash ?? "",
      "argon2",
      "tokenHash",
      "secretHash",
      other.email,
      "Other CI",
    ])
      expect(text).not.toContain(secret);
    expect(await tx.auditEvent.count({ where: { action: "user.data_exported", target: ada.userId } })).toBe(
      1,
    );
  }));

test("an export tells of keys, clients and sent invitations only where the person still is, and by named fields", () =>
  inRollback(async (tx) => {
    const ada = await makeAda(tx);
    const [here, left] = [await join(tx, ada), await join(tx, ada)];
    for (const { orgId } of [here, left]) {
      const by = { orgId, createdBy: ada.userId };
      await makeKey(tx, orgId, `app-of-${orgId}`, ada.userId);
      await tx.oAuthClient.create({
        data: { ...by, id: newId("client"), appId: `app-of-${orgId}`, name: "C", environment: "live" },
      });
      await tx.invitation.create({
        data: {
          id: newId("inv"),
          orgId,
          email: `guest@${orgId}`,
          role: "viewer",
          tokenHash: newId("inv"),
          invitedBy: ada.userId,
          expiresAt: now,
        },
      });
    }
    const received = { id: newId("inv"), email: ada.email, role: "viewer", invitedBy: left.userId } as const;
    await tx.invitation.create({
      data: { ...received, orgId: left.orgId, tokenHash: newId("inv"), expiresAt: now },
    });
    await tx.membership.deleteMany({ where: { orgId: left.orgId, userId: ada.userId } });
    const text = await textOf(await exportMyData(ctxOf(tx, ada)));
    const { keysIssued, clientsCreated, invitations } = JSON.parse(text);
    expect(keysIssued).toMatchObject([{ orgId: here.orgId, name: "CI" }]);
    expect(clientsCreated).toMatchObject([{ orgId: here.orgId, name: "C" }]);
    const addresses = invitations.map(({ email }: { email: string }) => email);
    expect(addresses.toSorted()).toEqual([ada.email, `guest@${here.orgId}`].toSorted());
    for (const column of ["hint", "kid", "createdBy", "revokedBy", "invitedBy", "tokenHash"])
      for (const row of [...keysIssued, ...clientsCreated, ...invitations])
        expect(row).not.toHaveProperty(column);
    for (const others of [`app-of-${left.orgId}`, `guest@${left.orgId}`, left.userId])
      expect(text).not.toContain(others);
  }));

test("an organisation whose member deleted the account still learns what they made and saw there, by whichever token", () =>
  inRollback(async (tx) => {
    const ada = await makeAda(tx);
    const owner = await join(tx, ada);
    const inside = { ...ada, orgId: owner.orgId, orgName: owner.orgName, role: "developer" as const };
    const ctx = ctxOf(tx, { ...inside, teamIds: [owner.teamId] });
    const { token } = await issueAccessToken(ctx, { name: "CI", scopes: ["apps:write"] });
    const byHand = await registerApp(ctx, { name: "By hand" });
    const caller = { ...inside, kind: "token" as const, tokenId: token.id, scopes: ["apps:write"] };
    const byToken = await registerApp(ctxOf(tx, { ...caller, teamIds: [owner.teamId] }), {
      name: "By token",
    });
    await deleteAccount(ctxOf(tx, ada), { confirmation: ada.email });
    const exposure = await getExposure(ctxOf(tx, owner), { userId: ada.userId });
    expect(exposure).toMatchObject({ name: "Deleted person", email: "", role: "developer", leftAt: now });
    expect(exposure.things.map(({ id }) => id).toSorted()).toEqual([byHand.id, byToken.id].toSorted());
  }));

test("after a deletion the log names the person nowhere: not as wanted address, team member or whom others acted for", () =>
  inRollback(async (tx) => {
    const ada = await makeAda(tx);
    const helper = await makeMember(tx, { platformRole: "admin" });
    const event = (action: string, target: string, actorId: string, detail: object, actorLabel = "x") =>
      tx.auditEvent.create({
        data: {
          id: newId("aud"),
          actorKind: "member",
          actorId,
          actorLabel,
          action,
          target,
          detail,
          requestId: "",
        },
      });
    const { userId, email } = ada;
    await event("user.email_change_asked", userId, userId, { newEmail: "ada@new.test" }, email);
    await event("team.member_added", newId("team"), helper.userId, { userId, email });
    const onBehalf = `${helper.email} on behalf of ${email}`;
    const behalf = { onBehalfOf: email, onBehalfOfId: userId };
    const acted = await event("app.updated", newId("app"), helper.userId, behalf, onBehalf);
    const view = { id: newId("view"), sessionId: "", viewerId: helper.userId, subjectId: userId };
    await tx.viewAs.create({ data: { ...view, startedAt: now, endsAt: now } });
    await deleteAccount(ctxOf(tx, ada), { confirmation: email });
    const rows = await tx.auditEvent.findMany({
      where: { OR: [{ actorId: { in: [userId, helper.userId] } }, { target: userId }] },
    });
    expect(JSON.stringify(rows)).not.toMatch(/ada@(rail|new)\.test/);
    expect(rows.find(({ id }) => id === acted.id)).toMatchObject({
      actorLabel: `${helper.email} on behalf of Deleted person`,
      detail: { onBehalfOfId: userId },
    });
  }));
