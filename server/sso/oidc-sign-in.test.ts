import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { enrolTotp } from "#server/factors/testing/people.ts";
import { removePassword } from "#server/identity/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { newId, randomBase62 } from "#server/platform/ids.ts";
import { findMember } from "#server/platform/session-row.ts";
import { ctxOf, inRollback, makeMember, refusalOf, sessionIn } from "#server/platform/testing/world.ts";
import { answerByQuery } from "./answer-sso.ts";
import { addClaimMapping } from "./claim-mappings.ts";
import { confirmConnection, peekConnection } from "./confirm-connection.ts";
import { disconnect } from "./connections.ts";
import { addressesOf } from "./find-provider.ts";
import type { SsoResult } from "./finish-sso.ts";
import { isOfProof, problemOf } from "./problem.ts";
import { listProofProviders } from "./prove-by-provider.ts";
import { addProvider, changeProvider, getProvider, setProviderStatus } from "./providers.ts";
import { startSso } from "./start-sso.ts";
import { testProvider } from "./test-provider.ts";
import { type OidcHouse, startOidcHouse } from "./testing/oidc-house.ts";

const ORIGIN = { address: "192.0.2.7", userAgent: "Test" };
let house: OidcHouse;
let other: OidcHouse;

beforeAll(async () => {
  house = await startOidcHouse([addressesOf("house").callback]);
  other = await startOidcHouse([addressesOf("other").callback]);
});
afterAll(() => {
  house.close();
  other.close();
});
beforeEach(() => {
  vi.spyOn(env(), "OUTBOUND_ALLOW", "get").mockReturnValue("127.0.0.1");
  const tail = randomBase62(6).toLowerCase();
  const account = {
    sub: tail,
    email: `${tail}@house.test`,
    email_verified: true,
    name: "Ada House",
    groups: [],
  };
  house.account = account;
  other.account = { ...account };
});

async function problemIn(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "nothing",
    (error: unknown) => problemOf(error) ?? String(error),
  );
}

async function setUp(tx: Tx, slug = "house", issuer = house.issuer, emailDomains = "house.test") {
  const admin = await makeMember(tx, { platformRole: "admin" });
  const adminCtx = ctxOf(tx, { ...admin, provedAt: new Date() }, new Date());
  const { id } = await addProvider(adminCtx, {
    kind: "oidc",
    slug,
    name: `The ${slug}`,
    issuer,
    clientId: "portico",
    clientSecret: "a secret of the house and the portal",
    emailDomains,
  });
  const ctx: Ctx = ctxOf(tx, { kind: "visitor" }, new Date());
  return { adminCtx, ctx, providerId: id };
}

async function go(ctx: Ctx, browserSecret = "b".repeat(43), purpose = "sign_in") {
  const { url } = await startSso(ctx, { provider: "house", purpose }, { ...ORIGIN, browserSecret });
  const query = await house.walk(url, addressesOf("house").callback);
  return { url, query, browser: { ...ORIGIN, browserSecret } };
}

async function signIn(ctx: Ctx): Promise<SsoResult> {
  const { query, browser } = await go(ctx);
  return answerByQuery(ctx, "house", query, browser);
}

function admissionIn(result: SsoResult) {
  if (result.kind !== "admitted") throw new Error(`Expected an admission, not ${result.kind}.`);
  return sessionIn(result.admission);
}

test("a stranger whom the provider vouches for gets an account with a confirmed address, and is known the next time", async () => {
  await inRollback(async (tx) => {
    const { ctx, providerId } = await setUp(tx);
    const first = admissionIn(await signIn(ctx));
    const identity = await tx.externalIdentity.findFirstOrThrow({
      where: { providerId, subject: house.account.sub },
      include: { user: true },
    });
    expect(identity.user).toMatchObject({
      email: house.account.email,
      name: "Ada House",
      passwordHash: null,
    });
    expect(identity.user.emailVerifiedAt).not.toBeNull();
    const second = admissionIn(await signIn(ctx));
    const sessions = await tx.session.findMany({ where: { id: { in: [first.id, second.id] } } });
    expect(sessions.map(({ userId }) => userId)).toEqual([identity.userId, identity.userId]);
    const audit = await tx.auditEvent.findMany({ where: { requestId: ctx.requestId } });
    expect(audit.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["user.signed_up", "connection.added", "user.signed_in"]),
    );
    expect(
      await tx.outboxMail.count({ where: { toAddress: house.account.email, template: "connection-added" } }),
    ).toBe(1);
  });
});

test("an answer counts once, in the browser that asked, with the state it was given, and in time", async () => {
  await inRollback(async (tx) => {
    const { ctx } = await setUp(tx);
    const { query, browser } = await go(ctx);
    const wrongState = new URLSearchParams(query);
    wrongState.set("state", "x".repeat(43));
    expect(await problemIn(answerByQuery(ctx, "house", wrongState, browser))).toBe("attempt_gone");
    const swapped = { ...browser, browserSecret: "c".repeat(43) };
    expect(await problemIn(answerByQuery(ctx, "house", query, swapped))).toBe("other_browser");
    expect(await problemIn(answerByQuery(ctx, "house", query, { ...browser, browserSecret: null }))).toBe(
      "other_browser",
    );
    const late = { ...ctx, now: new Date(ctx.now.getTime() + 11 * 60_000) };
    expect(await problemIn(answerByQuery(late, "house", query, browser))).toBe("attempt_gone");
    admissionIn(await answerByQuery(ctx, "house", query, browser));
    expect(await problemIn(answerByQuery(ctx, "house", query, browser))).toBe("attempt_gone");
  });
});

test("of two answers at once for one attempt, one lets in", async () => {
  await inRollback(async (tx) => {
    const { ctx } = await setUp(tx);
    const { query, browser } = await go(ctx);
    const outcomes = await Promise.allSettled([
      answerByQuery(ctx, "house", query, browser),
      answerByQuery(ctx, "house", query, browser),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

test("a code of another sign-in, a foreign nonce and a foreign issuer are refused, and nobody is made", async () => {
  await inRollback(async (tx) => {
    const { ctx } = await setUp(tx);
    const mine = await go(ctx);
    const theirs = await go(ctx);
    const mixed = new URLSearchParams(mine.query);
    mixed.set("code", theirs.query.get("code") ?? "");
    expect(await problemIn(answerByQuery(ctx, "house", mixed, mine.browser))).toBe("answer_refused");

    const { url } = await startSso(ctx, { provider: "house", purpose: "sign_in" }, mine.browser);
    const foreign = new URL(url);
    foreign.searchParams.set("nonce", "n".repeat(43));
    const withNonce = await house.walk(foreign.href, addressesOf("house").callback);
    expect(await problemIn(answerByQuery(ctx, "house", withNonce, mine.browser))).toBe("answer_refused");

    const third = await go(ctx);
    const mixedUp = new URLSearchParams(third.query);
    mixedUp.set("iss", other.issuer);
    expect(await problemIn(answerByQuery(ctx, "house", mixedUp, third.browser))).toBe("answer_refused");
    const without = new URLSearchParams((await go(ctx)).query);
    without.delete("iss");
    expect(await problemIn(answerByQuery(ctx, "house", without, third.browser))).toBe("answer_refused");
    expect(await tx.user.findUnique({ where: { email: house.account.email } })).toBeNull();
  });
});

test("an answer for one provider is nothing to another", async () => {
  await inRollback(async (tx) => {
    const { ctx, adminCtx } = await setUp(tx);
    await addProvider(adminCtx, {
      kind: "oidc",
      slug: "other",
      name: "The other",
      issuer: other.issuer,
      clientId: "portico",
    });
    const { query, browser } = await go(ctx);
    expect(await problemIn(answerByQuery(ctx, "other", query, browser))).toBe("attempt_gone");
  });
});

test("an account is never given to whoever names its address: its holder is mailed, and only the asking browser confirms", async () => {
  await inRollback(async (tx) => {
    const { ctx } = await setUp(tx);
    const holder = await makeMember(tx);
    house.account = { ...house.account, email: holder.email };
    const { query, browser } = await go(ctx);
    expect(await answerByQuery(ctx, "house", query, browser)).toMatchObject({ kind: "mailed" });
    expect(await tx.externalIdentity.count({ where: { userId: holder.userId } })).toBe(0);
    const mail = await tx.outboxMail.findFirstOrThrow({
      where: { toAddress: holder.email, template: "confirm-connection" },
    });
    const token = /token=([0-9A-Za-z]+)/.exec(mail.text)?.[1] ?? "";
    const foreign = { ...browser, browserSecret: "c".repeat(43) };
    expect(await peekConnection(ctx, token, foreign.browserSecret)).toEqual({ state: "other_browser" });
    expect(await problemIn(confirmConnection(ctx, { token }, foreign))).toBe("other_browser");
    const late = { ...ctx, now: new Date(ctx.now.getTime() + 61 * 60_000) };
    expect(await refusalOf(confirmConnection(late, { token }, browser))).toBe("not_found");
    const session = admissionIn(await confirmConnection(ctx, { token }, browser));
    expect((await tx.session.findUniqueOrThrow({ where: { id: session.id } })).userId).toBe(holder.userId);
    expect(await refusalOf(confirmConnection(ctx, { token }, browser))).toBe("not_found");
    expect(await tx.externalIdentity.count({ where: { userId: holder.userId } })).toBe(1);
  });
});

test("an address that the provider has not checked opens no account before its mailed link", async () => {
  await inRollback(async (tx) => {
    const { ctx } = await setUp(tx);
    house.account = { ...house.account, email_verified: false };
    expect(await signIn(ctx)).toMatchObject({ kind: "mailed" });
    expect(await tx.user.findUnique({ where: { email: house.account.email } })).toBeNull();
  });
});

test("an account that was opened with the address but never confirmed becomes its prover's, without the other's password", async () => {
  await inRollback(async (tx) => {
    const { ctx } = await setUp(tx);
    const squatter = await makeMember(tx);
    await tx.user.update({
      where: { id: squatter.userId },
      data: { email: house.account.email, emailVerifiedAt: null, passwordHash: "squatted" },
    });
    admissionIn(await signIn(ctx));
    const user = await tx.user.findUniqueOrThrow({ where: { id: squatter.userId } });
    expect(user).toMatchObject({ passwordHash: null, email: house.account.email });
    expect(user.emailVerifiedAt).not.toBeNull();
  });
});

test("connecting takes a recent proof and the same session; what is another's stays theirs; the last way in stays", async () => {
  await inRollback(async (tx) => {
    const { ctx } = await setUp(tx);
    const person = await makeMember(tx);
    const asPerson = ctxOf(tx, { ...person, provedAt: ctx.now }, ctx.now);
    const stale = ctxOf(tx, { ...person, provedAt: new Date(ctx.now.getTime() - 3_600_000) }, ctx.now);
    expect(await refusalOf(go(stale, undefined, "link"))).toBe("proof_required");
    expect(await refusalOf(go(ctx, undefined, "link"))).toBe("not_signed_in");

    const begun = await go(asPerson, undefined, "link");
    const otherSession = ctxOf(tx, { ...person, sessionId: "ses_other" }, ctx.now);
    expect(await problemIn(answerByQuery(otherSession, "house", begun.query, begun.browser))).toBe(
      "other_person",
    );
    const again = await go(asPerson, undefined, "link");
    expect(await answerByQuery(asPerson, "house", again.query, again.browser)).toMatchObject({
      kind: "connected",
    });
    const row = await tx.externalIdentity.findFirstOrThrow({ where: { userId: person.userId } });

    const thief = await makeMember(tx);
    const asThief = ctxOf(tx, { ...thief, provedAt: ctx.now }, ctx.now);
    const stolen = await go(asThief, undefined, "link");
    expect(await problemIn(answerByQuery(asThief, "house", stolen.query, stolen.browser))).toBe(
      "connected_elsewhere",
    );
    expect(await refusalOf(disconnect(asThief, { connectionId: row.id }))).toBe("not_found");

    expect(await refusalOf(disconnect(stale, { connectionId: row.id }))).toBe("proof_required");
    expect(await refusalOf(disconnect(asPerson, { connectionId: row.id }))).toBe("conflict");
    await tx.user.update({ where: { id: person.userId }, data: { passwordHash: "one" } });
    await disconnect(asPerson, { connectionId: row.id });
    expect(await tx.externalIdentity.count({ where: { userId: person.userId } })).toBe(0);
    expect(
      await tx.outboxMail.count({ where: { toAddress: person.email, template: "connection-removed" } }),
    ).toBe(1);
  });
});

test("claims give membership, team and role, change them, and take only what they gave", async () => {
  await inRollback(async (tx) => {
    const { ctx, adminCtx, providerId } = await setUp(tx);
    const owner = await makeMember(tx);
    const byHand = await makeMember(tx);
    const mapping = { providerId, claim: "groups", teamId: owner.teamId, orgId: owner.orgId };
    await addClaimMapping(adminCtx, { ...mapping, value: "devs", role: "developer" });
    await addClaimMapping(adminCtx, { ...mapping, value: "chiefs", role: "admin" });
    const roleIn = async (orgId: string) => {
      const user = await tx.user.findUniqueOrThrow({ where: { email: house.account.email } });
      const membership = await tx.membership.findUnique({
        where: { orgId_userId: { orgId, userId: user.id } },
      });
      return membership?.role ?? null;
    };
    house.account = { ...house.account, groups: ["devs", "others"] };
    admissionIn(await signIn(ctx));
    expect(await roleIn(owner.orgId)).toBe("developer");
    const { id: userId } = await tx.user.findUniqueOrThrow({ where: { email: house.account.email } });
    expect(await tx.teamMember.count({ where: { userId, teamId: owner.teamId } })).toBe(1);
    await tx.membership.create({ data: { orgId: byHand.orgId, userId, role: "viewer" } });

    house.account = { ...house.account, groups: ["devs", "chiefs"] };
    await signIn(ctx);
    expect(await roleIn(owner.orgId)).toBe("admin");

    const crew = await tx.team.create({
      data: { id: newId("team"), orgId: owner.orgId, slug: "crew", name: "Night crew" },
    });
    await addClaimMapping(adminCtx, { ...mapping, teamId: crew.id, value: "crew", role: "developer" });
    const told = (news: string) =>
      tx.outboxMail.count({ where: { toAddress: house.account.email, text: { contains: news } } });
    house.account = { ...house.account, groups: ["devs", "chiefs", "crew"] };
    await signIn(ctx);
    expect(await tx.teamMember.count({ where: { userId, teamId: crew.id } })).toBe(1);
    expect(await told("You work in the team Night crew now")).toBe(1);
    house.account = { ...house.account, groups: ["devs", "chiefs"] };
    await signIn(ctx);
    expect(await tx.teamMember.count({ where: { userId, teamId: crew.id } })).toBe(0);
    expect(await told("You no longer work in the team Night crew")).toBe(1);

    house.account = { ...house.account, groups: [] };
    await signIn(ctx);
    expect(await roleIn(owner.orgId)).toBeNull();
    const departures = await tx.departure.findMany({ where: { userId }, select: { removedBy: true } });
    expect(departures, "whoever is put out does not walk in again by a domain").toEqual([
      { removedBy: providerId },
    ]);
    expect(await roleIn(byHand.orgId)).toBe("viewer");

    house.account = { ...house.account, groups: ["devs"] };
    await signIn(ctx);
    await tx.membership.updateMany({ where: { orgId: owner.orgId, userId }, data: { role: "owner" } });
    house.account = { ...house.account, groups: [] };
    await signIn(ctx);
    expect(await roleIn(owner.orgId)).toBe("owner");
  });
});

test("a portal closed to newcomers makes no account, and a suspended person is not let in", async () => {
  await inRollback(async (tx) => {
    const { ctx } = await setUp(tx);
    await tx.signUpSettings.upsert({
      where: { id: "portal" },
      create: { id: "portal", mode: "domains", allowedDomains: ["elsewhere.test"] },
      update: { mode: "domains", allowedDomains: ["elsewhere.test"] },
    });
    expect(await problemIn(signIn(ctx))).toBe("closed");
    expect(await tx.user.findUnique({ where: { email: house.account.email } })).toBeNull();
    await tx.signUpSettings.update({ where: { id: "portal" }, data: { mode: "open" } });
    admissionIn(await signIn(ctx));
    await tx.user.update({ where: { email: house.account.email }, data: { status: "suspended" } });
    expect(await problemIn(signIn(ctx))).toBe("suspended");
  });
});

test("only administrators with a recent proof set up providers; the secret never leaves; off is off", async () => {
  await inRollback(async (tx) => {
    const { ctx, adminCtx, providerId } = await setUp(tx);
    const person = await makeMember(tx, { platformRole: "auditor" });
    const asPerson = ctxOf(tx, { ...person, provedAt: ctx.now }, ctx.now);
    const input = { kind: "oidc", slug: "third", name: "Third", issuer: house.issuer, clientId: "x" };
    expect(await refusalOf(addProvider(asPerson, input))).toBe("not_allowed");
    expect(await refusalOf(addProvider(adminCtx, { ...input, slug: "github" }))).toBe("invalid_input");
    expect(await refusalOf(addProvider(adminCtx, { ...input, slug: "house" }))).toBe("conflict");
    expect(JSON.stringify(await getProvider(adminCtx, providerId))).not.toContain("a secret of the house");
    expect((await testProvider(adminCtx, { providerId })).findings.join()).toContain(house.issuer);
    admissionIn(await signIn(ctx));
    const change = { ...input, providerId, name: "House", issuer: other.issuer, clientId: "portico" };
    expect(await refusalOf(changeProvider(adminCtx, change))).toBe("conflict");
    await changeProvider(adminCtx, { ...change, issuer: house.issuer });
    admissionIn(await signIn(ctx));
    expect(await refusalOf(setProviderStatus(asPerson, { providerId, isActive: false }))).toBe("not_allowed");
    const { query, browser } = await go(ctx);
    await setProviderStatus(adminCtx, { providerId, isActive: false });
    expect(await problemIn(answerByQuery(ctx, "house", query, browser))).toBe("unknown_provider");
    expect(await problemIn(go(ctx))).toBe("unknown_provider");
  });
});

async function makeConnected(tx: Tx) {
  const { ctx, providerId } = await setUp(tx);
  const opened = admissionIn(await signIn(ctx));
  await tx.session.update({ where: { id: opened.id }, data: { provedAt: null } });
  const member = await findMember(tx, opened.id, ctx.now);
  if (!member) throw new Error("Nobody is signed in.");
  const provedAt = async () => (await findMember(tx, opened.id, ctx.now))?.provedAt ?? null;
  return { ctx, providerId, member, asMember: { ...ctx, caller: member }, provedAt };
}

async function goProve(ctx: Ctx, change: (url: URL) => void = () => undefined) {
  const browser = { ...ORIGIN, browserSecret: "b".repeat(43) };
  const url = new URL((await startSso(ctx, { provider: "house", purpose: "prove" }, browser)).url);
  expect(url.searchParams.get("max_age")).toBe("0");
  expect(url.searchParams.get("prompt")).toBe("login");
  change(url);
  return { query: await house.walk(url.href, addressesOf("house").callback), browser };
}

test("a person who signs in by a provider alone proves themselves by signing in there again, once, in their session", async () => {
  await inRollback(async (tx) => {
    const { ctx, member, asMember, provedAt } = await makeConnected(tx);
    expect(await listProofProviders(asMember)).toEqual([{ slug: "house", name: "The house" }]);
    const { query, browser } = await goProve(asMember);
    expect(await provedAt()).toBeNull();
    expect(await answerByQuery(asMember, "house", query, browser)).toEqual({ kind: "proved" });
    expect(await provedAt()).toEqual(ctx.now);
    expect(await problemIn(answerByQuery(asMember, "house", query, browser))).toBe("attempt_gone");
    const proved = { action: "session.proved", target: member.sessionId };
    expect(await tx.auditEvent.count({ where: proved })).toBe(1);
    expect(await tx.session.count({ where: { userId: member.userId } })).toBe(1);
  });
});

test("a proof is refused from another session, another browser, somebody signed out, another account there, and too late", async () => {
  await inRollback(async (tx) => {
    const { ctx, member, asMember, provedAt } = await makeConnected(tx);
    const begun = await goProve(asMember);
    const foreign = { ...begun.browser, browserSecret: "c".repeat(43) };
    expect(await problemIn(answerByQuery(asMember, "house", begun.query, foreign))).toBe("other_browser");
    const late = { ...asMember, now: new Date(ctx.now.getTime() + 11 * 60_000) };
    expect(await problemIn(answerByQuery(late, "house", begun.query, begun.browser))).toBe("attempt_gone");
    const otherSession = { ...ctx, caller: { ...member, sessionId: "ses_other" } };
    expect(await problemIn(answerByQuery(otherSession, "house", begun.query, begun.browser))).toBe(
      "other_person",
    );
    const out = await goProve(asMember);
    expect(await problemIn(answerByQuery(ctx, "house", out.query, out.browser))).toBe("other_person");
    house.account = { ...house.account, sub: "somebody-else" };
    const swapped = await goProve(asMember);
    const refused = answerByQuery(asMember, "house", swapped.query, swapped.browser);
    expect(
      await refused.then(
        () => null,
        (error: unknown) => [problemOf(error), isOfProof(error)],
      ),
    ).toEqual(["not_connected", true]);
    expect(await provedAt()).toBeNull();
  });
});

test("an older sign-in at the provider, or one that does not say when, proves nothing", async () => {
  await inRollback(async (tx) => {
    const { ctx, asMember, provedAt } = await makeConnected(tx);
    const afterwards = { ...asMember, now: new Date(ctx.now.getTime() + 5 * 60_000) };
    const old = await goProve(afterwards);
    expect(await problemIn(answerByQuery(afterwards, "house", old.query, old.browser))).toBe("not_fresh");
    const silent = await goProve(asMember, (url) => {
      url.searchParams.delete("max_age");
      url.searchParams.delete("prompt");
    });
    expect(await problemIn(answerByQuery(asMember, "house", silent.query, silent.browser))).toBe("not_fresh");
    expect(await provedAt()).toBeNull();
  });
});

test("who has a second factor, is viewed, acts by a token or is not connected there, is not asked to prove at a provider", async () => {
  await inRollback(async (tx) => {
    const { ctx, member, asMember } = await makeConnected(tx);
    const browser = { ...ORIGIN, browserSecret: "b".repeat(43) };
    const start = (asked: Ctx) => startSso(asked, { provider: "house", purpose: "prove" }, browser);
    expect(await refusalOf(start(ctx))).toBe("not_signed_in");
    const unconnected = ctxOf(tx, await makeMember(tx), ctx.now);
    expect(await problemIn(start(unconnected))).toBe("unknown_provider");
    const viewAs = {
      id: "view_x",
      viewer: await makeMember(tx),
      subject: "x",
      isReadOnly: false,
      reason: "",
      endsAt: ctx.now,
    };
    expect(await refusalOf(start({ ...ctx, caller: { ...member, viewAs } }))).toBe("not_allowed");
    const begun = await goProve(asMember);
    await enrolTotp({ ...ctx, caller: { ...member, provedAt: ctx.now } });
    expect(await listProofProviders(asMember)).toEqual([]);
    expect(await refusalOf(start(asMember))).toBe("not_allowed");
    expect(await refusalOf(answerByQuery(asMember, "house", begun.query, begun.browser))).toBe("not_allowed");
  });
});

test("a connection counts as a way in, while its provider is offered", async () => {
  await inRollback(async (tx) => {
    const { adminCtx, ctx, providerId } = await setUp(tx);
    admissionIn(await signIn(ctx));
    const user = await tx.user.findUniqueOrThrow({ where: { email: house.account.email } });
    const member = { ...(await makeMember(tx)), userId: user.id, email: user.email };
    const asMember = ctxOf(tx, { ...member, provedAt: ctx.now }, ctx.now);
    await tx.user.update({ where: { id: user.id }, data: { passwordHash: "one" } });
    await setProviderStatus(adminCtx, { providerId, isActive: false });
    expect(await refusalOf(removePassword(asMember))).toBe("conflict");
    await setProviderStatus(adminCtx, { providerId, isActive: true });
    await removePassword(asMember);
    expect((await tx.user.findUniqueOrThrow({ where: { id: user.id } })).passwordHash).toBeNull();
    const { id } = await tx.externalIdentity.findFirstOrThrow({ where: { userId: user.id } });
    expect(await refusalOf(disconnect(asMember, { connectionId: id }))).toBe("conflict");
  });
});

test("a provider for which no domain is listed is believed of none: the address is confirmed by mail", async () => {
  await inRollback(async (tx) => {
    const { ctx } = await setUp(tx, "house", house.issuer, "");
    expect(await signIn(ctx)).toEqual({ kind: "mailed", email: house.account.email });
    expect(await tx.user.count({ where: { email: house.account.email } })).toBe(0);
  });
});

test("what a provider says by itself is no proof of who sits there now", async () => {
  await inRollback(async (tx) => {
    const { ctx } = await setUp(tx);
    const provedAt = async () => {
      const { id } = admissionIn(await signIn(ctx));
      return (await tx.session.findUniqueOrThrow({ where: { id } })).provedAt;
    };
    expect(await provedAt(), "a new account holds nothing yet").toEqual(ctx.now);
    expect(await provedAt()).toBeNull();
  });
});

test("an address that can still be taken back opens no account by a provider either", async () => {
  await inRollback(async (tx) => {
    const { ctx } = await setUp(tx);
    const { userId } = await makeMember(tx);
    const soon = new Date(ctx.now.getTime() + 3_600_000);
    await tx.emailChange.create({
      data: {
        id: newId("emc"),
        userId,
        oldEmail: house.account.email,
        newEmail: "elsewhere@evil.test",
        tokenHash: newId("emc"),
        undoHashes: [],
        expiresAt: soon,
        confirmedAt: ctx.now,
        undoExpiresAt: soon,
      },
    });
    expect(await problemIn(signIn(ctx))).toBe("address_kept");
    expect(await tx.user.count({ where: { email: house.account.email } })).toBe(0);
  });
});
