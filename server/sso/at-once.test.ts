import { afterEach, expect, test } from "vitest";
import { resetPassword } from "#server/identity/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import { db } from "#server/platform/db.ts";
import { newId, randomBase62 } from "#server/platform/ids.ts";
import { seal, sha256Hex } from "#server/platform/keyring.ts";
import { endsOf, openCtx, queuedBehind, sweep } from "#server/platform/testing/at-once.ts";
import { makeMember } from "#server/platform/testing/world.ts";
import { fetchAnswer } from "./answer-sso.ts";
import type { ExternalAssertion } from "./assertion.ts";
import { keepAssertion, spendBlindly } from "./attempt.ts";
import { confirmConnection } from "./confirm-connection.ts";
import { addProvider } from "./providers.ts";
import { startSso } from "./start-sso.ts";
import { makeKeyPair } from "./testing/saml-house.ts";

const now = new Date("2026-11-01T12:00:00Z");
const browserSecret = "b".repeat(43);
const BROWSER = { address: "192.0.2.8", userAgent: "Test", browserSecret };
const people: string[] = [];
const providers: string[] = [];

afterEach(async () => {
  const providerId = { in: providers.splice(0) };
  const opened = await db().externalIdentity.findMany({ where: { providerId }, select: { userId: true } });
  await sweep([...people.splice(0), ...opened.map(({ userId }) => userId)]);
  await db().pendingConnection.deleteMany({ where: { providerId } });
  await db().ssoAttempt.deleteMany({ where: { providerId } });
  await db().identityProvider.deleteMany({ where: { id: providerId } });
});

const visitor = (): Ctx => openCtx({ kind: "visitor" }, now);

async function provider() {
  const admin = await makeMember(db(), { platformRole: "admin" });
  people.push(admin.userId);
  const slug = `once-${randomBase62(8).toLowerCase()}`;
  const { id } = await addProvider(openCtx(admin, now), {
    kind: "saml",
    slug,
    name: "Once",
    entryPoint: "https://idp.once.test/sso",
    idpIssuer: "https://idp.once.test/saml",
    certificates: makeKeyPair().certificate,
    emailDomains: "once.test",
  });
  providers.push(id);
  return { id, slug };
}

function assertionOf(providerId: string): ExternalAssertion & { email: string } {
  const subject = randomBase62(12).toLowerCase();
  const email = `${subject}@once.test`;
  return {
    providerId,
    subject,
    email,
    isEmailVerified: true,
    name: "Once",
    claims: {},
    authenticatedAt: null,
  };
}

async function mailedLink(assertion: ExternalAssertion & { email: string }) {
  const [id, token] = [newId("pco"), randomBase62(40)];
  await db().pendingConnection.create({
    data: {
      id,
      tokenHash: sha256Hex(token),
      browserHash: sha256Hex(browserSecret),
      providerId: assertion.providerId,
      email: assertion.email,
      sealedAssertion: seal(JSON.stringify(assertion)),
      createdAt: now,
      expiresAt: new Date(now.getTime() + 3_600_000),
    },
  });
  return { id, confirm: () => confirmConnection(visitor(), { token }, BROWSER) };
}

test("of two clicks on one mailed link at once, one connects and lets in", async () => {
  const { id: providerId } = await provider();
  const holder = await makeMember(db());
  people.push(holder.userId);
  const assertion = { ...assertionOf(providerId), email: holder.email };
  const { id, confirm } = await mailedLink(assertion);
  const both = await queuedBehind({ table: "PendingConnection", where: { id } }, [confirm, confirm]);
  expect(endsOf(both)).toEqual(["done", "not_found"]);
  expect(await db().externalIdentity.count({ where: { providerId, userId: holder.userId } })).toBe(1);
  expect(await db().session.count({ where: { userId: holder.userId } })).toBe(1);
});

test("a reset at the moment at which a mailed link connects leaves no connection and no session of it", async () => {
  const { id: providerId } = await provider();
  const holder = await makeMember(db());
  people.push(holder.userId);
  const { confirm } = await mailedLink({ ...assertionOf(providerId), email: holder.email });
  const [id, token] = [newId("emt"), randomBase62(40)];
  const expiresAt = new Date(now.getTime() + 3_600_000);
  await db().emailToken.create({
    data: { id, userId: holder.userId, purpose: "reset_password", tokenHash: sha256Hex(token), expiresAt },
  });
  const both = await queuedBehind<unknown>({ table: "User", where: { id: holder.userId } }, [
    confirm,
    () => resetPassword(visitor(), { token, password: "seven quiet otters waltz" }, BROWSER),
  ]);
  expect(endsOf(both)).toEqual(["done", "done"]);
  expect(await db().externalIdentity.count({ where: { userId: holder.userId } })).toBe(0);
  expect(await db().session.count({ where: { userId: holder.userId, revokedAt: null } })).toBe(1);
});

test("two links for one new address at once make one account", async () => {
  const { id: providerId } = await provider();
  const assertion = assertionOf(providerId);
  const links = [await mailedLink(assertion), await mailedLink(assertion)];
  const ends = await Promise.allSettled(links.map(({ confirm }) => confirm()));
  expect(endsOf(ends).toSorted()).toEqual(["conflict", "done"]);
  expect(await db().user.count({ where: { email: assertion.email } })).toBe(1);
  expect(await db().externalIdentity.count({ where: { providerId } })).toBe(1);
});

test("what a SAML answer said is fetched once, by one of two tabs at once", async () => {
  const { id: providerId, slug } = await provider();
  const ctx = visitor();
  const { url } = await startSso(ctx, { provider: slug, purpose: "sign_in" }, BROWSER);
  const state = new URL(url).searchParams.get("RelayState") ?? "";
  const attempt = await spendBlindly(ctx, providerId, state);
  const assertion = assertionOf(providerId);
  await keepAssertion(ctx, attempt.id, assertion);
  const fetch = () => fetchAnswer(visitor(), slug, state, BROWSER);
  const both = await queuedBehind({ table: "SsoAttempt", where: { id: attempt.id } }, [fetch, fetch]);
  expect(endsOf(both)).toEqual(["done", "not_found"]);
  expect(await db().user.count({ where: { email: assertion.email } })).toBe(1);
});
