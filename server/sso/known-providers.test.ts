import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Ctx } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { randomBase62 } from "#server/platform/ids.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { answerByQuery } from "./answer-sso.ts";
import { problemOf } from "./problem.ts";
import { listProofProviders } from "./prove-by-provider.ts";
import { startSso } from "./start-sso.ts";
import { type GithubFake, startGithubFake } from "./testing/github-fake.ts";
import { googleFake, microsoftFake, type OpenIdFake } from "./testing/openid-fake.ts";

const BROWSER = { address: "192.0.2.7", userAgent: "Test", browserSecret: "b".repeat(43) };
const CLIENT_ID = "portico-at-the-fake";
const SECRET = "a secret of the fake and the portal";
const TENANT = "11111111-2222-3333-4444-555555555555";
const OTHER_TENANT = "99999999-2222-3333-4444-555555555555";
const PERSONAL_TENANT = "9188040d-6c67-4c5b-b112-36a304b66dad";

const held = vi.hoisted(() => ({
  answer: (_url: string, _init?: RequestInit): Promise<Response | null> => Promise.resolve(null),
}));
vi.mock("#server/platform/fetch-guarded.ts", async (importOriginal) => {
  const original = await importOriginal<typeof import("#server/platform/fetch-guarded.ts")>();
  return {
    ...original,
    fetchGuarded: async (url: string, init?: Parameters<typeof original.fetchGuarded>[1]) =>
      (await held.answer(String(url), init as RequestInit | undefined)) ?? original.fetchGuarded(url, init),
  };
});

let github: GithubFake;
beforeAll(async () => {
  github = await startGithubFake();
});
afterAll(() => github.close());

const google = googleFake();
const shared = microsoftFake("common");
const single = microsoftFake(TENANT, TENANT);
let tail = "";

beforeEach(() => {
  tail = randomBase62(8).toLowerCase();
  held.answer = async (url, init) =>
    (await google.answer(url, init)) ?? (await shared.answer(url, init)) ?? single.answer(url, init);
  // Of this file alone: each test file has an environment of its own.
  Object.assign(env(), {
    OUTBOUND_ALLOW: "127.0.0.1",
    GOOGLE_CLIENT_ID: CLIENT_ID,
    GOOGLE_CLIENT_SECRET: SECRET,
    MICROSOFT_CLIENT_ID: CLIENT_ID,
    MICROSOFT_CLIENT_SECRET: SECRET,
    MICROSOFT_TENANT: "common",
    GITHUB_CLIENT_ID: github.clientId,
    GITHUB_CLIENT_SECRET: github.clientSecret,
    GITHUB_URL: github.url,
    GITHUB_API_URL: `${github.url}/api`,
  });
});

const email = () => `${tail}@person.test`;

async function signIn(ctx: Ctx, provider: string, fake: { walk: (url: string) => URLSearchParams }) {
  const { url } = await startSso(ctx, { provider, purpose: "sign_in" }, BROWSER);
  return answerByQuery(ctx, provider, fake.walk(url), BROWSER);
}

async function problemIn(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "nothing",
    (error: unknown) => problemOf(error) ?? String(error),
  );
}

const visitor = (tx: Tx): Ctx => ctxOf(tx, { kind: "visitor" }, new Date());
const userOf = (tx: Tx) =>
  tx.user.findUnique({ where: { email: email() }, include: { externalIdentities: true } });

test("GitHub's person gets an account by their verified primary address, and stays the same under a new login", () =>
  inRollback(async (tx) => {
    const ctx = visitor(tx);
    const id = Number.parseInt(randomBase62(6), 36);
    github.user = { id, login: `octo-${tail}`, name: null };
    github.emails = [
      { email: `old-${email()}`, primary: false, verified: true, visibility: null },
      { email: email(), primary: true, verified: true, visibility: "private" },
    ];
    expect(await signIn(ctx, "github", github)).toMatchObject({ kind: "admitted" });
    expect(await userOf(tx)).toMatchObject({
      name: `octo-${tail}`,
      externalIdentities: [{ providerId: "github", subject: String(id) }],
    });
    github.user = { id, login: "renamed", name: "Octo Cat" };
    github.emails = [{ email: `new-${email()}`, primary: true, verified: true, visibility: null }];
    expect(await signIn(ctx, "github", github)).toMatchObject({ kind: "admitted" });
    expect(await tx.user.findUnique({ where: { email: `new-${email()}` } })).toBeNull();
  }));

test("an address that GitHub has not verified, or that is not the primary one, is no address", () =>
  inRollback(async (tx) => {
    const ctx = visitor(tx);
    github.user = { id: 77, login: "octo", name: null };
    github.emails = [
      { email: email(), primary: true, verified: false, visibility: null },
      { email: `second-${email()}`, primary: false, verified: true, visibility: null },
    ];
    expect(await problemIn(signIn(ctx, "github", github))).toBe("no_email");
    github.emails = [];
    expect(await problemIn(signIn(ctx, "github", github))).toBe("no_email");
    expect(await userOf(tx)).toBeNull();
  }));

test("a code of GitHub's that was used, made up or is another sign-in's is refused, and so is a person's no", () =>
  inRollback(async (tx) => {
    const ctx = visitor(tx);
    github.emails = [{ email: email(), primary: true, verified: true, visibility: null }];
    const start = async () => (await startSso(ctx, { provider: "github", purpose: "sign_in" }, BROWSER)).url;
    const [mine, theirs] = [github.walk(await start()), github.walk(await start())];
    const swapped = new URLSearchParams(mine);
    swapped.set("code", theirs.get("code") ?? "");
    expect(await problemIn(answerByQuery(ctx, "github", swapped, BROWSER))).toBe("answer_refused");
    const invented = new URLSearchParams({ ...Object.fromEntries(github.walk(await start())), code: "x" });
    expect(await problemIn(answerByQuery(ctx, "github", invented, BROWSER))).toBe("answer_refused");
    const state = github.walk(await start()).get("state") ?? "";
    const denied = new URLSearchParams({ state, error: "access_denied" });
    expect(await problemIn(answerByQuery(ctx, "github", denied, BROWSER))).toBe("cancelled");
    expect(await userOf(tx)).toBeNull();
  }));

test("Google's person gets an account by an address that Google has verified, and a mail otherwise", () =>
  inRollback(async (tx) => {
    const ctx = visitor(tx);
    const iss = "https://accounts.google.com";
    const claims = { iss, azp: CLIENT_ID, sub: tail, email: email(), email_verified: true, name: "Goo Gle" };
    google.saying = { claims: { ...claims, email_verified: false } };
    expect(await signIn(ctx, "google", google)).toMatchObject({ kind: "mailed" });
    expect(await userOf(tx)).toBeNull();
    google.saying = { claims };
    expect(await signIn(ctx, "google", google)).toMatchObject({ kind: "admitted" });
    expect(await userOf(tx)).toMatchObject({ name: "Goo Gle", externalIdentities: [{ subject: tail }] });
  }));

test("an ID token of Google's by another issuer, for another client, with another nonce or key is refused", () =>
  inRollback(async (tx) => {
    const ctx = visitor(tx);
    const iss = "https://accounts.google.com";
    const claims = { iss, sub: tail, email: email(), email_verified: true };
    const now = Math.floor(Date.now() / 1000);
    for (const spoil of [
      { iss: "https://accounts.evil.test" },
      { aud: "another-client" },
      { nonce: "another" },
      { exp: now - 600, iat: now - 1_200 },
    ]) {
      google.saying = { claims, spoil };
      expect(await problemIn(signIn(ctx, "google", google)), JSON.stringify(spoil)).toBe("answer_refused");
    }
    google.saying = { claims, isForged: true };
    expect(await problemIn(signIn(ctx, "google", google))).toBe("answer_refused");
    expect(await userOf(tx)).toBeNull();
  }));

const issuerOf = (tenant: string) => `https://login.microsoftonline.com/${tenant}/v2.0`;

function microsoftClaims(tid: string, more: Record<string, unknown> = {}) {
  return { iss: issuerOf(tid), tid, sub: tail, email: email(), name: "Micro Soft", ver: "2.0", ...more };
}

test("Microsoft's shared directory: the issuer is the tenant that the token names, and nobody else's", () =>
  inRollback(async (tx) => {
    const ctx = visitor(tx);
    const checked = { xms_edov: true };
    for (const spoil of [
      { iss: issuerOf(OTHER_TENANT) },
      { tid: OTHER_TENANT },
      { iss: issuerOf("{tenantid}"), tid: "{tenantid}" },
      { iss: "https://login.evil.test/v2.0" },
      { tid: "../evil" },
      { tid: undefined },
    ]) {
      shared.saying = { claims: microsoftClaims(TENANT, checked), spoil };
      expect(await problemIn(signIn(ctx, "microsoft", shared)), JSON.stringify(spoil)).toBe("answer_refused");
    }
    expect(await userOf(tx)).toBeNull();
    shared.saying = { claims: microsoftClaims(TENANT, checked) };
    expect(await signIn(ctx, "microsoft", shared)).toMatchObject({ kind: "admitted" });
    expect(await userOf(tx)).toMatchObject({ externalIdentities: [{ subject: `${TENANT}:${tail}` }] });
  }));

test("what a tenant's administrator writes as e-mail opens no account without Microsoft's word", () =>
  inRollback(async (tx) => {
    const ctx = visitor(tx);
    for (const more of [{}, { email_verified: true }, { xms_edov: false }]) {
      shared.saying = { claims: microsoftClaims(TENANT, more) };
      expect(await signIn(ctx, "microsoft", shared), JSON.stringify(more)).toMatchObject({ kind: "mailed" });
    }
    expect(await userOf(tx)).toBeNull();
    shared.saying = { claims: microsoftClaims(PERSONAL_TENANT) };
    expect(await signIn(ctx, "microsoft", shared)).toMatchObject({ kind: "admitted" });
    const holder = await makeMember(tx);
    shared.saying = { claims: { ...microsoftClaims(PERSONAL_TENANT), sub: "other", email: holder.email } };
    expect(await signIn(ctx, "microsoft", shared)).toMatchObject({ kind: "mailed" });
    expect(await tx.externalIdentity.count({ where: { userId: holder.userId } })).toBe(0);
  }));

test("the same person of two tenants is two people, and a directory of one tenant takes its own alone", () =>
  inRollback(async (tx) => {
    const ctx = visitor(tx);
    const identities = () => tx.externalIdentity.findMany({ where: { subject: { endsWith: `:${tail}` } } });
    shared.saying = { claims: microsoftClaims(TENANT, { xms_edov: "1" }) };
    await signIn(ctx, "microsoft", shared);
    shared.saying = {
      claims: microsoftClaims(OTHER_TENANT, { xms_edov: "1", email: `other-${email()}` }),
    };
    await signIn(ctx, "microsoft", shared);
    expect(new Set((await identities()).map(({ userId }) => userId)).size).toBe(2);

    Object.assign(env(), { MICROSOFT_TENANT: TENANT });
    single.saying = { claims: microsoftClaims(OTHER_TENANT), spoil: {} };
    expect(await problemIn(signIn(ctx, "microsoft", single))).toBe("answer_refused");
    single.saying = { claims: microsoftClaims(TENANT, { sub: `single-${tail}`, email: `third-${email()}` }) };
    expect(await signIn(ctx, "microsoft", single)).toMatchObject({ kind: "mailed" });
  }));

test("GitHub and Google prove nothing in the middle of a session; Microsoft does when it names the time", () =>
  inRollback(async (tx) => {
    const member = await makeMember(tx);
    const ctx = ctxOf(tx, { ...member, provedAt: null }, new Date());
    const row = (providerId: string, subject: string) => ({
      id: `ext_${subject}`,
      providerId,
      subject,
      userId: member.userId,
    });
    await tx.externalIdentity.createMany({
      data: [row("github", `1${tail}`), row("google", `2${tail}`), row("microsoft", `${TENANT}:${tail}`)],
    });
    expect(await listProofProviders(ctx)).toEqual([{ slug: "microsoft", name: "Microsoft" }]);
    const start = (provider: string) => startSso(ctx, { provider, purpose: "prove" }, BROWSER);
    expect(await refusalOf(start("github"))).toBe("not_found");
    expect(await refusalOf(start("google"))).toBe("not_found");
    const prove = async (more: Record<string, unknown>, fake: OpenIdFake = shared) => {
      fake.saying = { claims: microsoftClaims(TENANT, more) };
      const query = fake.walk((await start("microsoft")).url);
      return answerByQuery(ctx, "microsoft", query, BROWSER);
    };
    const seconds = Math.floor(Date.now() / 1000);
    expect(await problemIn(prove({}))).toBe("not_fresh");
    expect(await problemIn(prove({ auth_time: seconds - 600 }))).toBe("not_fresh");
    await tx.session.create({
      data: { id: member.sessionId, userId: member.userId, expiresAt: new Date("2099-01-01") },
    });
    expect(await prove({ auth_time: seconds })).toEqual({ kind: "proved" });
  }));
