import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cancelSubscription, registerApp, subscribe } from "#server/apps/index.ts";
import { makeOffer } from "#server/apps/testing/offers.ts";
import type { Ctx, MemberCaller } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { isKeyShaped, mintTrialKey } from "./index.ts";
import { isTrialGenuine, makeTrialKey, readTrialKey } from "./trial-format.ts";

const SEPARATOR_AT = 82;
const SIGNED_LENGTH = 105;
const NOW = new Date("2026-11-01T12:00:00Z");

async function makeWorld(tx: Tx, options: Parameters<typeof makeOffer>[2] = {}) {
  const caller = await makeMember(tx, { role: "developer" });
  const offer = await makeOffer(tx, await makeMember(tx, { isPublisher: true }), options);
  const ctx = ctxOf(tx, caller);
  const app = await registerApp(ctx, { name: "Timetable" });
  const plan = { planId: offer.planId, acceptedTermsVersion: offer.termsVersion };
  const subscription = await subscribe(ctx, { appId: app.id, ...plan });
  return { caller, offer, app, plan, subscription, ctx, input: { api: offer.slug, version: "v1" } };
}

const auditsOf = (tx: Tx, ctx: Ctx) => tx.auditEvent.findMany({ where: { requestId: ctx.requestId } });
const later = (ctx: Ctx, minutes: number): Ctx => ({
  ...ctx,
  now: new Date(ctx.now.getTime() + minutes * 60_000),
  requestId: newId("req"),
});

describe("mintTrialKey", () => {
  test("nobody who acts on a person's behalf is given a key of theirs, however lately one was minted", () =>
    inRollback(async (tx) => {
      const { caller, ctx, input } = await makeWorld(tx);
      await mintTrialKey(ctx, input);
      const viewer = await makeMember(tx, { platformRole: "admin" });
      const look = { id: "view_1", viewer, subject: caller.name, isReadOnly: false, reason: "Help" };
      const viewAs = { ...look, endsAt: later(ctx, 30).now };
      expect(await refusalOf(mintTrialKey(ctxOf(tx, { ...caller, viewAs }), input))).toBe("not_allowed");
    }));

  test("names the app, the API and the person, ends after a quarter of an hour, and is kept nowhere", () =>
    inRollback(async (tx) => {
      const { caller, offer, app, ctx, input } = await makeWorld(tx);
      const trial = await mintTrialKey(ctx, input);
      expect(trial).toMatchObject({
        app: { id: app.id, name: "Timetable" },
        apps: [{ id: app.id, name: "Timetable" }],
        expiresAt: new Date("2026-11-01T12:15:00Z"),
      });
      expect(isTrialGenuine(trial.key)).toBe(true);
      expect(readTrialKey(trial.key)).toEqual({
        appId: app.id,
        apiId: offer.apiId,
        userId: caller.userId,
        expiresAt: trial.expiresAt,
      });
      expect(await tx.key.count({ where: { appId: app.id } })).toBe(0);
    }));

  test("an API without a plan says so, instead of sending people for a key that they cannot have", () =>
    inRollback(async (tx) => {
      const { offer, ctx, input } = await makeWorld(tx);
      await tx.planApi.deleteMany({ where: { apiId: offer.apiId } });
      await expect(mintTrialKey(ctx, input)).rejects.toMatchObject({
        code: "conflict",
        detail: { isWithoutPlan: true },
        message: expect.stringContaining("no plan yet"),
      });
      expect((await auditsOf(tx, ctx)).map(({ action }) => action)).not.toContain("trial_key.minted");
    }));

  test("is audited, without the credential, and once for ten minutes of reading", () =>
    inRollback(async (tx) => {
      const { caller, app, ctx, input } = await makeWorld(tx);
      const first = later(ctx, 0);
      const { key } = await mintTrialKey(first, input);
      const [event] = await auditsOf(tx, first);
      expect(event).toMatchObject({ action: "trial_key.minted", target: app.id, actorId: caller.userId });
      expect(JSON.stringify(event)).not.toContain(key);
      const soon = later(ctx, 9);
      await mintTrialKey(soon, input);
      expect(await auditsOf(tx, soon)).toEqual([]);
      const after = later(ctx, 11);
      await mintTrialKey(after, input);
      expect(await auditsOf(tx, after)).toHaveLength(1);
      const colleague = ctxOf(tx, await makeMember(tx, { orgId: caller.orgId }));
      await mintTrialKey(colleague, input);
      expect(await auditsOf(tx, colleague)).toHaveLength(1);
    }));

  test("takes the newest app unless another is chosen", () =>
    inRollback(async (tx) => {
      const { app, plan, ctx, input } = await makeWorld(tx);
      const second = await registerApp(later(ctx, 1), { name: "Second" });
      await subscribe(ctx, { appId: second.id, ...plan });
      expect((await mintTrialKey(ctx, input)).app.name).toBe("Second");
      const chosen = await mintTrialKey(ctx, { ...input, app: app.id });
      expect(chosen.app.name).toBe("Timetable");
      expect(chosen.apps.map(({ name }) => name)).toEqual(["Second", "Timetable"]);
    }));

  const refused = (
    name: string,
    code: string,
    arrange: (world: Awaited<ReturnType<typeof makeWorld>>, tx: Tx) => Promise<{ ctx?: Ctx; input?: object }>,
  ) =>
    test(`${name}: ${code}, and nothing is audited`, () =>
      inRollback(async (tx) => {
        const world = await makeWorld(tx);
        const { ctx = world.ctx, input = {} } = await arrange(world, tx);
        const asked = { ...ctx, requestId: newId("req") };
        expect(await refusalOf(mintTrialKey(asked, { ...world.input, ...input }))).toBe(code);
        expect(await auditsOf(tx, asked)).toEqual([]);
      }));
  const as = (tx: Tx, caller: MemberCaller) => ({ ctx: ctxOf(tx, caller) });

  refused("a visitor", "not_signed_in", async (_, tx) => ({ ctx: ctxOf(tx, { kind: "visitor" }) }));
  refused("a viewer, who may only look", "not_allowed", async ({ caller }, tx) =>
    as(tx, await makeMember(tx, { orgId: caller.orgId, role: "viewer" })),
  );
  refused("an address not confirmed", "not_allowed", async ({ caller }, tx) =>
    as(tx, { ...caller, isEmailVerified: false }),
  );
  refused("another organisation's app", "not_found", async ({ app }, tx) => ({
    ...as(tx, await makeMember(tx)),
    input: { app: app.id },
  }));
  refused("an API that does not exist", "not_found", async () => ({ input: { api: "no-such-api" } }));
  refused("an API that the organisation may not see", "not_found", async ({ offer }, tx) => {
    await tx.api.update({ where: { id: offer.apiId }, data: { visibility: "organisations" } });
    await tx.subscription.deleteMany({ where: { planId: offer.planId } });
    return {};
  });
  refused("bad input", "invalid_input", async () => ({ input: { version: "" } }));
  refused("a suspended app", "conflict", async ({ app }, tx) => {
    await tx.app.update({ where: { id: app.id }, data: { status: "suspended" } });
    return { input: { app: app.id } };
  });
  refused("a retired version", "conflict", async ({ offer }, tx) => {
    await tx.version.update({ where: { id: offer.versionId }, data: { lifecycle: "retired" } });
    return {};
  });

  test("an app without a plan is told where to subscribe, an organisation without an app where to begin", () =>
    inRollback(async (tx) => {
      const { app, ctx, input, subscription, offer } = await makeWorld(tx);
      await cancelSubscription(ctx, { subscriptionId: subscription.id });
      await expect(mintTrialKey(ctx, { ...input, app: app.id })).rejects.toMatchObject({
        code: "conflict",
        detail: { href: `/apps/${app.id}/subscribe` },
      });
      await expect(mintTrialKey(ctx, input)).rejects.toMatchObject({
        code: "conflict",
        detail: { isWithoutApp: true, href: `/apis/${offer.slug}/start` },
      });
    }));
});

describe("a trial credential's form", () => {
  const claim = () => ({ appId: newId("app"), apiId: newId("api"), userId: newId("usr"), expiresAt: NOW });

  test("is one that scanners find and the edge knows for ours", () => {
    const key = makeTrialKey(claim());
    expect(key).toMatch(/^portico_tk_test_[0-9A-Za-z]{66}_[0-9A-Za-z]{28}$/);
    expect(isKeyShaped(key)).toBe(true);
  });

  test("with any one character changed it is refused, its checksum mended or not", () => {
    fc.assert(
      fc.property(fc.nat(110), fc.constantFrom(..."0AZaz9_-"), (at, character) => {
        const key = makeTrialKey(claim());
        fc.pre(key[at] !== character);
        const changed = key.slice(0, at) + character + key.slice(at + 1);
        expect(readTrialKey(changed)).toBeNull();
        // Its form refuses a changed separator, and its checksum is not signed.
        if (at !== SEPARATOR_AT && at < SIGNED_LENGTH) expect(isTrialGenuine(changed)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test("no text whatever makes the reader throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        expect(readTrialKey(text)).toBeNull();
        expect(isTrialGenuine(text)).toBe(false);
      }),
    );
  });
});
