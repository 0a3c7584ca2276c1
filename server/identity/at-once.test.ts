import { afterEach, expect, test } from "vitest";
import { codeAt, enrolTotp } from "#server/factors/testing/people.ts";
import { db } from "#server/platform/db.ts";
import { newId, randomBase62 } from "#server/platform/ids.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { findMember } from "#server/platform/session-row.ts";
import { endsOf, openCtx, queuedBehind, sweep } from "#server/platform/testing/at-once.ts";
import { makeMember } from "#server/platform/testing/world.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { changePassword } from "./change-password.ts";
import { confirmEmailChange } from "./confirm-email-change.ts";
import { createUser } from "./create-user.ts";
import { decideDeviceGrant, pollDeviceGrant, startDeviceGrant } from "./device-grant.ts";
import { findCallerByToken } from "./find-caller-by-token.ts";
import { finishSignIn } from "./finish-sign-in.ts";
import { inviteMember } from "./invite-member.ts";
import { issueAccessToken } from "./issue-access-token.ts";
import { leaveOrganisation } from "./leave-organisation.ts";
import { openAccount } from "./open-account.ts";
import { removeTotp } from "./remove-factor.ts";
import { requestEmailChange } from "./request-email-change.ts";
import { resetPassword } from "./reset-password.ts";
import { rotateAccessToken } from "./rotate-access-token.ts";
import { signIn } from "./sign-in.ts";
import { signUp } from "./sign-up.ts";
import { createEmailToken } from "./store.ts";
import { transferOwnership } from "./transfer-ownership.ts";
import { undoEmailChange } from "./undo-email-change.ts";
import { updateMemberRole } from "./update-member.ts";
import { verifyEmail } from "./verify-email.ts";

const VISITOR = { kind: "visitor" } as const;
const password = "seven quiet otters waltz";
const fresh = ["nine loud badgers tango", "four small foxes juggle"] as const;
const start = new Date("2026-11-01T12:00:00Z");
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000);
const made: string[] = [];

afterEach(() => sweep(made.splice(0)));

/** An address of a network of its own, so that no test slows another down. */
function somewhere() {
  const [a, b] = [Math.floor(Math.random() * 250), Math.floor(Math.random() * 250)];
  return { address: `198.51.${a}.${b}`, userAgent: "Test", deviceSecret: randomBase62(32) };
}

async function person() {
  const email = `${randomBase62(10).toLowerCase()}@once.test`;
  const job = openCtx({ kind: "job", name: "test" }, start);
  await createUser(job, { email, password, name: "Ada" });
  const { id: userId } = await db().user.findUniqueOrThrow({ where: { email } });
  made.push(userId);
  const origin = somewhere();
  const result = await signIn(openCtx(VISITOR, start), { email, password }, origin);
  const member = result.kind === "session" && (await findMember(db(), result.session.id, start));
  if (!member) throw new Error("No session.");
  return { userId, email, origin, member };
}

async function member(options: Parameters<typeof makeMember>[1] = {}) {
  const one = await makeMember(db(), options);
  made.push(one.userId);
  return one;
}

async function mailedToken(email: string, template: string): Promise<string> {
  const mail = await db().outboxMail.findFirstOrThrow({
    where: { toAddress: email, template },
    orderBy: { createdAt: "desc" },
  });
  return /token=([0-9A-Za-z]+)/.exec(mail.text)?.[1] ?? "";
}

test("of two resets by one link at once, the second sets nothing and opens nothing", async () => {
  const { userId, email, origin } = await person();
  const link = { userId, purpose: "reset_password", lifetimeMs: 3_600_000 } as const;
  const token = await createEmailToken(db(), link, start);
  const { id } = await db().emailToken.findFirstOrThrow({ where: { userId, purpose: "reset_password" } });
  const both = await queuedBehind(
    { table: "EmailToken", where: { id } },
    fresh.map((password) => () => resetPassword(openCtx(VISITOR, after(60)), { token, password }, origin)),
  );
  expect(endsOf(both)).toEqual(["done", "not_found"]);
  expect((await signIn(openCtx(VISITOR, after(70)), { email, password: fresh[0] }, origin)).kind).toBe(
    "session",
  );
  expect(await db().auditEvent.count({ where: { action: "user.password_reset", target: userId } })).toBe(1);
  expect(await db().session.count({ where: { userId, createdAt: after(60) } })).toBe(1);
});

test("whoever signs in by the old password while it is reset or changed has no session afterwards", async () => {
  const { userId, email, origin } = await person();
  const link = { userId, purpose: "reset_password", lifetimeMs: 3_600_000 } as const;
  const token = await createEmailToken(db(), link, start);
  const row = { table: "User", where: { id: userId } };
  const old = () => signIn(openCtx(VISITOR, after(61)), { email, password }, somewhere());
  const late = await queuedBehind<unknown>(row, [
    () => resetPassword(openCtx(VISITOR, after(60)), { token, password: fresh[0] }, origin),
    old,
  ]);
  expect(endsOf(late)).toEqual(["done", "invalid_input"]);

  const other = await person();
  const early = await queuedBehind<unknown>({ table: "User", where: { id: other.userId } }, [
    () => signIn(openCtx(VISITOR, after(61)), { email: other.email, password }, somewhere()),
    () => changePassword(openCtx(other.member, after(63)), { currentPassword: password, password: fresh[1] }),
  ]);
  expect(endsOf(early)).toEqual(["done", "done"]);
  expect(
    await db().session.count({ where: { userId: other.userId, createdAt: after(61), revokedAt: null } }),
    "the session that the old password opened just before",
  ).toBe(0);
});

test("a change of password under way while its owner resets it, or takes the address back, changes nothing", async () => {
  const { userId, email, origin, member } = await person();
  const link = { userId, purpose: "reset_password", lifetimeMs: 3_600_000 } as const;
  const token = await createEmailToken(db(), link, start);
  const row = { table: "User", where: { id: userId } };
  const change = { currentPassword: password, password: fresh[1] };
  const reset = await queuedBehind<unknown>(row, [
    () => resetPassword(openCtx(VISITOR, after(60)), { token, password: fresh[0] }, origin),
    () => changePassword(openCtx(member, after(60)), change),
  ]);
  expect(endsOf(reset)).toEqual(["done", "conflict"]);
  expect((await signIn(openCtx(VISITOR, after(70)), { email, password: fresh[0] }, origin)).kind).toBe(
    "session",
  );
  expect(await db().session.count({ where: { userId, createdAt: after(60), revokedAt: null } })).toBe(1);

  const thief = await person();
  const newEmail = `new-${thief.email}`;
  await db().user.update({ where: { id: thief.userId }, data: { passwordHash: null } });
  await requestEmailChange(openCtx(thief.member, after(10)), { email: newEmail });
  const undo = await mailedToken(thief.email, "email-change-asked");
  const undone = await queuedBehind<unknown>({ table: "User", where: { id: thief.userId } }, [
    () => undoEmailChange(openCtx(VISITOR, after(21)), { token: undo }),
    () => changePassword(openCtx(thief.member, after(21)), { password: fresh[1] }),
  ]);
  expect(endsOf(undone)).toEqual(["done", "conflict"]);
  expect(await db().user.findUniqueOrThrow({ where: { id: thief.userId } })).toMatchObject({
    passwordHash: null,
  });
  await db().outboxMail.deleteMany({ where: { toAddress: newEmail } });
});

test("a short password chosen while the last second factor goes is refused", async () => {
  const { userId, member } = await person();
  await enrolTotp(openCtx(member, start));
  const both = await queuedBehind<unknown>({ table: "TotpFactor", where: { userId } }, [
    () => removeTotp(openCtx(member, after(10))),
    () => changePassword(openCtx(member, after(10)), { currentPassword: password, password: "otter-waltz" }),
  ]);
  expect(endsOf(both)).toEqual(["done", "invalid_input"]);
  expect(await db().user.findUniqueOrThrow({ where: { id: userId } })).toMatchObject({
    isPasswordShort: false,
  });
});

/** Signed up, not yet confirmed: the link, and the browser it was asked for in. */
async function newcomer() {
  const email = `${randomBase62(10).toLowerCase()}@once.test`;
  const origin = somewhere();
  const { browserSecret } = await signUp(openCtx(VISITOR, start), { email, password }, origin);
  const { id: userId } = await db().user.findUniqueOrThrow({ where: { email } });
  made.push(userId);
  const token = await mailedToken(email, "verify-email");
  const row = { table: "User", where: { id: userId } };
  const seize = () => signUp(openCtx(VISITOR, after(20)), { email, password: fresh[1] }, somewhere());
  return { userId, email, row, seize, token, browser: { ...origin, browserSecret } };
}

test("whoever signs up with an address while it is confirmed, by its link or a reset, sets no password of theirs", async () => {
  const one = await newcomer();
  const byLink = await queuedBehind<unknown>(one.row, [
    () => verifyEmail(openCtx(VISITOR, after(20)), { token: one.token }, one.browser),
    one.seize,
  ]);
  expect(endsOf(byLink)).toEqual(["done", "done"]);
  const two = await newcomer();
  const link = { userId: two.userId, purpose: "reset_password", lifetimeMs: 3_600_000 } as const;
  const token = await createEmailToken(db(), link, start);
  const byReset = await queuedBehind<unknown>(two.row, [
    () => resetPassword(openCtx(VISITOR, after(20)), { token, password }, two.browser),
    two.seize,
  ]);
  expect(endsOf(byReset)).toEqual(["done", "done"]);
  for (const { email } of [one, two]) {
    expect((await signIn(openCtx(VISITOR, after(30)), { email, password }, somewhere())).kind).toBe(
      "session",
    );
    expect(await db().outboxMail.count({ where: { toAddress: email, template: "account-exists" } })).toBe(1);
  }
});

test("a sign-up that comes just before the confirmation takes the account and leaves the link dead", async () => {
  const { userId, row, seize, token, browser } = await newcomer();
  const both = await queuedBehind<unknown>(row, [
    seize,
    () => verifyEmail(openCtx(VISITOR, after(20)), { token }, browser),
  ]);
  expect(endsOf(both)).toEqual(["done", "not_found"]);
  expect(await db().user.findUniqueOrThrow({ where: { id: userId } })).toMatchObject({
    emailVerifiedAt: null,
  });
});

test("an account confirmed while a provider opens one for its address keeps its password", async () => {
  const { email, row, token, browser } = await newcomer();
  const both = await queuedBehind<unknown>(row, [
    () => verifyEmail(openCtx(VISITOR, after(20)), { token }, browser),
    () => db().$transaction((tx) => openAccount(tx, { email, name: "Ada" }, after(20))),
  ]);
  expect(endsOf(both)).toEqual(["done", "conflict"]);
  expect((await signIn(openCtx(VISITOR, after(30)), { email, password }, somewhere())).kind).toBe("session");
});

test("a sign-in that waits for its second step dies with the password that began it", async () => {
  const { userId, email, origin, member } = await person();
  const { secret } = await enrolTotp(openCtx(member, start));
  const begun = await signIn(openCtx(VISITOR, after(300)), { email, password }, origin);
  if (begun.kind !== "second_step") throw new Error(begun.kind);
  await changePassword(openCtx({ ...member, provedAt: after(300) }, after(300)), {
    currentPassword: password,
    password: fresh[0],
  });
  const finish = finishSignIn(
    openCtx(VISITOR, after(310)),
    { method: "totp", code: codeAt(secret, after(310)) },
    { ...origin, pendingSecret: begun.pending.secret },
  );
  expect(endsOf(await Promise.allSettled([finish]))).toEqual(["not_found"]);
  expect(await db().session.count({ where: { userId, createdAt: after(310) } })).toBe(0);
});

test("of two confirmations of one change of address at once, one counts; an undo at the same moment has the last word", async () => {
  const { userId, email, member } = await person();
  const newEmail = `new-${email}`;
  await requestEmailChange(openCtx(member, after(10)), { email: newEmail });
  const [token, undo] = [
    await mailedToken(newEmail, "confirm-new-email"),
    await mailedToken(email, "email-change-asked"),
  ];
  const { id } = await db().emailChange.findFirstOrThrow({ where: { userId } });
  const row = { table: "EmailChange", where: { id } };
  const confirm = () => confirmEmailChange(openCtx(member, after(20)), { token });
  const all = await queuedBehind<unknown>(row, [
    confirm,
    confirm,
    () => undoEmailChange(openCtx(VISITOR, after(21)), { token: undo }),
    () => undoEmailChange(openCtx(VISITOR, after(21)), { token: undo }),
  ]);
  // Which of two equal ones is served first is left to the database once more than two wait.
  for (const two of [all.slice(0, 2), all.slice(2)])
    expect(endsOf(two).toSorted()).toEqual(["done", "not_found"]);
  expect(await db().user.findUniqueOrThrow({ where: { id: userId } })).toMatchObject({ email });
  expect(await db().session.count({ where: { userId, revokedAt: null } })).toBe(0);
  await db().outboxMail.deleteMany({ where: { toAddress: newEmail } });
});

test("an undo that comes first leaves nothing to confirm", async () => {
  const { userId, email, member } = await person();
  const newEmail = `new-${email}`;
  await requestEmailChange(openCtx(member, after(10)), { email: newEmail });
  const [token, undo] = [
    await mailedToken(newEmail, "confirm-new-email"),
    await mailedToken(email, "email-change-asked"),
  ];
  const { id } = await db().emailChange.findFirstOrThrow({ where: { userId } });
  const both = await queuedBehind<unknown>({ table: "EmailChange", where: { id } }, [
    () => undoEmailChange(openCtx(VISITOR, after(21)), { token: undo }),
    () => confirmEmailChange(openCtx(member, after(20)), { token }),
  ]);
  expect(endsOf(both)).toEqual(["done", "not_found"]);
  expect(await db().user.findUniqueOrThrow({ where: { id: userId } })).toMatchObject({ email });
  await db().outboxMail.deleteMany({ where: { toAddress: newEmail } });
});

test("of two clicks on one invitation at once, one joins", async () => {
  const [owner, guest] = [await member(), await person()];
  await inviteMember(openCtx(owner, start), { email: guest.email, role: "viewer" });
  const token = await mailedToken(guest.email, "invitation");
  const { id } = await db().invitation.findFirstOrThrow({ where: { email: guest.email } });
  const join = () => acceptInvitation(openCtx(guest.member, after(5)), { token });
  expect(endsOf(await queuedBehind({ table: "Invitation", where: { id } }, [join, join]))).toEqual([
    "done",
    "not_found",
  ]);
  expect(await db().membership.count({ where: { orgId: owner.orgId, userId: guest.userId } })).toBe(1);
});

test("of two invitations to one address at once, one stands, and its role with it", async () => {
  const owner = await member();
  const email = `${randomBase62(10).toLowerCase()}@once.test`;
  const invite = (role: string) => inviteMember(openCtx(owner, start), { email, role });
  const ends = endsOf(await Promise.allSettled([invite("viewer"), invite("admin"), invite("developer")]));
  expect(ends).toContain("done");
  expect(
    await db().invitation.count({ where: { orgId: owner.orgId, email, acceptedAt: null, revokedAt: null } }),
  ).toBe(1);
  await db().outboxMail.deleteMany({ where: { toAddress: email } });
});

test("one code of an authenticator app, typed into two browsers at once, opens one session", async () => {
  const { userId, email, origin, member } = await person();
  const { secret } = await enrolTotp(openCtx(member, start));
  const code = codeAt(secret, after(300));
  const begun = [await firstStep(email, origin), await firstStep(email, origin)];
  const both = await queuedBehind(
    { table: "TotpFactor", where: { userId } },
    begun.map((pendingSecret) => () => finish(pendingSecret, { method: "totp", code }, origin)),
  );
  expect(endsOf(both)).toEqual(["done", "invalid_input"]);
  expect(await db().session.count({ where: { userId, createdAt: after(300) } })).toBe(1);
});

test("one recovery code, typed into two browsers at once, opens one session; two codes for one first step open one too", async () => {
  const { userId, email, origin, member } = await person();
  const [one = "", two = "", three = ""] = (await enrolTotp(openCtx(member, start))).recoveryCodes;
  const recovery = (code: string) => ({ method: "recovery_code", code });
  const begun = [await firstStep(email, origin), await firstStep(email, origin)];
  const settled = await Promise.allSettled(
    begun.map((pendingSecret) => finish(pendingSecret, recovery(one), origin)),
  );
  expect(endsOf(settled).toSorted()).toEqual(["done", "invalid_input"]);

  const pendingSecret = await firstStep(email, origin);
  const { id } = await db().pendingSignIn.findUniqueOrThrow({
    where: { secretHash: sha256Hex(pendingSecret) },
  });
  const both = await queuedBehind(
    { table: "PendingSignIn", where: { id } },
    [two, three].map((code) => () => finish(pendingSecret, recovery(code), origin)),
  );
  expect(endsOf(both)).toEqual(["done", "not_found"]);
  expect(await db().session.count({ where: { userId, createdAt: after(300) } })).toBe(2);
});

async function firstStep(email: string, origin: ReturnType<typeof somewhere>): Promise<string> {
  const result = await signIn(openCtx(VISITOR, after(300)), { email, password }, origin);
  if (result.kind !== "second_step") throw new Error(result.kind);
  return result.pending.secret;
}

function finish(pendingSecret: string, raw: unknown, origin: ReturnType<typeof somewhere>) {
  return finishSignIn(openCtx(VISITOR, after(300)), raw, { ...origin, pendingSecret });
}

test("of two answers to one device code at once the first counts, and of two polls one gets the only token", async () => {
  const [first, second] = [await member(), await member()];
  const asked = { client_name: "laptop", scope: "apis:read" };
  const { deviceCode, userCode } = await startDeviceGrant(openCtx(VISITOR, start), asked, somewhere());
  const { id } = await db().deviceGrant.findUniqueOrThrow({
    where: { deviceCodeHash: sha256Hex(deviceCode) },
  });
  const row = { table: "DeviceGrant", where: { id } };
  const decide = (who: typeof first, decision: string) => () =>
    decideDeviceGrant(openCtx(who, after(5)), { userCode, decision });
  const both = await queuedBehind(row, [decide(first, "approve"), decide(second, "refuse")]);
  expect(endsOf(both)).toEqual(["done", "not_found"]);
  const body = { grant_type: "urn:ietf:params:oauth:grant-type:device_code", device_code: deviceCode };
  const polls = await queuedBehind(row, [
    () => pollDeviceGrant(openCtx(VISITOR, after(20)), body),
    () => pollDeviceGrant(openCtx(VISITOR, after(20)), body),
    () => pollDeviceGrant(openCtx(VISITOR, after(60)), body),
  ]);
  const given = polls.flatMap((poll) =>
    poll.status === "fulfilled" && "accessToken" in poll.value ? [poll.value.accessToken] : [],
  );
  expect(given).toHaveLength(1);
  expect(await findCallerByToken(given[0] ?? "", after(61), db())).toMatchObject({ userId: first.userId });
  expect(await db().accessToken.count({ where: { orgId: first.orgId } })).toBe(1);
  await db().deviceGrant.delete({ where: { id } });
});

test("of two replacements of one access token at once, one is made", async () => {
  const owner = await member();
  const { token } = await issueAccessToken(openCtx(owner, start), { name: "CI", scopes: ["apis:read"] });
  const rotate = () => rotateAccessToken(openCtx(owner, after(5)), { tokenId: token.id });
  const both = await queuedBehind({ table: "AccessToken", where: { id: token.id } }, [rotate, rotate]);
  expect(endsOf(both)).toEqual(["done", "conflict"]);
  expect(await db().accessToken.count({ where: { userId: owner.userId } })).toBe(2);
});

test("two owners who leave, or unmake one another, at the same moment do not leave the organisation without one", async () => {
  const one = await member();
  const two = await member({ orgId: one.orgId });
  const both = await Promise.allSettled([one, two].map((who) => leaveOrganisation(openCtx(who, after(5)))));
  expect(endsOf(both).toSorted()).toEqual(["conflict", "done"]);

  const three = await member();
  const four = await member({ orgId: three.orgId });
  const unmake = (who: typeof three, whom: typeof three) =>
    updateMemberRole(openCtx(who, after(5)), { orgId: who.orgId, userId: whom.userId, role: "viewer" });
  expect(endsOf(await Promise.allSettled([unmake(three, four), unmake(four, three)]))).toContain("done");
  for (const orgId of [one.orgId, three.orgId])
    expect(await db().membership.count({ where: { orgId, role: "owner" } })).toBe(1);
});

test("whoever is made the owner while they leave, or while their role is set, is the owner and stays", async () => {
  for (const act of [
    (taker: Awaited<ReturnType<typeof member>>) => leaveOrganisation(openCtx(taker, after(5))),
    (taker: Awaited<ReturnType<typeof member>>, admin: Awaited<ReturnType<typeof member>>) =>
      updateMemberRole(openCtx(admin, after(5)), {
        orgId: taker.orgId,
        userId: taker.userId,
        role: "viewer",
      }),
  ]) {
    const owner = await member();
    const [taker, admin] = [
      await member({ orgId: owner.orgId, role: "developer" }),
      await member({ orgId: owner.orgId, role: "admin" }),
    ];
    const where = { orgId: owner.orgId, userId: taker.userId };
    const both = await queuedBehind({ table: "Membership", where }, [
      () => transferOwnership(openCtx(owner, after(4)), { userId: taker.userId }),
      () => act(taker, admin),
    ]);
    expect(endsOf(both)[0]).toBe("done");
    expect(["conflict", "not_allowed"]).toContain(endsOf(both)[1]);
    expect(await db().membership.count({ where: { orgId: owner.orgId, role: "owner" } })).toBe(1);
  }
});

test("the helper's queue holds what it says: nothing is written before all have looked", async () => {
  const owner = await member();
  const where = { id: owner.orgId };
  const rename = (name: string) => () => db().organisation.update({ where, data: { name } });
  const outcomes = await queuedBehind({ table: "Organisation", where }, [rename("First"), rename("Second")]);
  expect(endsOf(outcomes)).toEqual(["done", "done"]);
  expect(await db().organisation.findUniqueOrThrow({ where })).toMatchObject({ name: "Second" });
  await expect(
    queuedBehind({ table: "Organisation", where: { id: newId("org") } }, [rename("Nobody")]),
  ).rejects.toThrow("Expected one row");
});
