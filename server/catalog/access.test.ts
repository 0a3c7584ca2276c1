import { expect, test } from "vitest";
import { makeOffer, type Offer } from "#server/apps/testing/offers.ts";
import type { Ctx, MemberCaller } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import {
  decideAccess,
  expireAccess,
  findAccess,
  getApi,
  getVersion,
  listAccessRequests,
  requestAccess,
  revokeAccess,
  updateApi,
  withdrawAccessRequest,
} from "./index.ts";

const NOW = new Date("2026-11-01T12:00:00Z");
const LATER = new Date("2026-11-03T12:00:00Z");
const JOB = { kind: "job", name: "test" } as const;

interface World {
  owner: Ctx & { caller: MemberCaller };
  asker: Ctx & { caller: MemberCaller };
  stranger: Ctx;
  offer: Offer;
}

async function makeWorld(tx: Tx, visibility: "on_request" | "public" = "on_request"): Promise<World> {
  const publisher = await makeMember(tx, { isPublisher: true });
  const asker = await makeMember(tx);
  const offer = await makeOffer(tx, publisher, { visibility });
  return {
    owner: { ...ctxOf(tx, publisher), caller: publisher },
    asker: { ...ctxOf(tx, asker), caller: asker },
    stranger: ctxOf(tx, await makeMember(tx)),
    offer,
  };
}

async function subscribed(tx: Tx, { asker, offer }: World): Promise<string> {
  const { orgId, teamId } = asker.caller as MemberCaller & { teamId: string };
  const app = await tx.app.create({ data: { id: newId("app"), orgId, teamId, name: "Caller" } });
  const { id } = await tx.subscription.create({
    data: {
      ...{ id: newId("sub"), orgId, appId: app.id, planId: offer.planId, state: "active", termsVersion: 1 },
      ...{ termsAcceptedAt: NOW, termsAcceptedBy: asker.caller.userId },
    },
  });
  return id;
}

const stateOf = async (tx: Tx, id: string) =>
  (await tx.subscription.findUniqueOrThrow({ where: { id }, select: { state: true } })).state;
const actions = async (tx: Tx, orgId: string) =>
  (await tx.auditEvent.findMany({ where: { orgId }, select: { action: true } })).map(({ action }) => action);
const mails = async (tx: Tx, toAddress: string) =>
  (await tx.outboxMail.findMany({ where: { toAddress }, select: { template: true } })).map((m) => m.template);
const ask = ({ asker, offer }: World) => requestAccess(asker, { api: offer.slug, reason: "For a map." });

test("who asks is told that it waits, the publisher is mailed, and both trails hold it", () =>
  inRollback(async (tx) => {
    const world = await makeWorld(tx);
    const { asker, owner, offer } = world;
    expect(await findAccess(asker, { api: offer.slug })).toBeNull();
    expect(await ask(world)).toMatchObject({ state: "pending", reason: "For a map." });
    expect(await findAccess(asker, { api: offer.slug })).toMatchObject({ state: "pending" });
    expect(await mails(tx, owner.caller.email)).toEqual(["access-requested"]);
    expect(await actions(tx, asker.caller.orgId)).toContain("access.requested");
    expect(await actions(tx, owner.caller.orgId)).toContain("access.requested");
    const [seen] = await listAccessRequests(owner, { api: offer.slug });
    expect(seen).toMatchObject({ requestedBy: asker.caller.name, mayDecide: true, appCount: 0 });
    // Asked, not granted.
    expect((await getApi(asker, { api: offer.slug })).isReadable).toBe(false);
    expect(await refusalOf(getVersion(asker, { api: offer.slug, version: "v1" }))).toBe("not_found");
  }));

test("a viewer, a visitor, an unconfirmed person, a request without words and a second request are refused, and nothing is written", () =>
  inRollback(async (tx) => {
    const world = await makeWorld(tx);
    const { asker, offer } = world;
    const request = (ctx: Ctx, reason = "For a map.") => requestAccess(ctx, { api: offer.slug, reason });
    const viewer = await makeMember(tx, { orgId: asker.caller.orgId, role: "viewer" });
    expect(await refusalOf(request(ctxOf(tx, viewer)))).toBe("not_allowed");
    expect(await refusalOf(request(ctxOf(tx, { kind: "visitor" })))).toBe("not_signed_in");
    const unconfirmed = { ...asker.caller, isEmailVerified: false };
    expect(await refusalOf(request(ctxOf(tx, unconfirmed)))).toBe("not_allowed");
    expect(await refusalOf(request(asker, " "))).toBe("invalid_input");
    expect(await tx.accessRequest.count({ where: { apiId: offer.apiId } })).toBe(0);
    await ask(world);
    expect(await refusalOf(ask(world))).toBe("conflict");
    expect(await mails(tx, world.owner.caller.email)).toHaveLength(1);
  }));

test("what is hidden cannot be asked for and answers as what does not exist; what is open needs no asking", () =>
  inRollback(async (tx) => {
    const world = await makeWorld(tx);
    const { offer, owner } = world;
    const setTo = (data: { visibility: "organisations" | "public" }) =>
      tx.api.update({ where: { id: offer.apiId }, data });
    await setTo({ visibility: "organisations" });
    expect(await refusalOf(ask(world))).toBe("not_found");
    await setTo({ visibility: "public" });
    expect(await refusalOf(ask(world))).toBe("conflict");
    await tx.api.update({ where: { id: offer.apiId }, data: { visibility: "on_request" } });
    expect(await refusalOf(requestAccess(owner, { api: offer.slug, reason: "Mine." }))).toBe("conflict");
    await tx.version.updateMany({ where: { apiId: offer.apiId }, data: { lifecycle: "draft" } });
    expect(await refusalOf(ask(world))).toBe("not_found");
  }));

test("granted access opens the API to the whole organisation, mails who asked, and ends on its day by itself", () =>
  inRollback(async (tx) => {
    const world = await makeWorld(tx);
    const { owner, asker, offer, stranger } = world;
    const { id } = await ask(world);
    const expiresAt = new Date("2026-11-02T00:00:00Z");
    const granted = { requestId: id, decision: "grant", answer: "Welcome.", expiresAt } as const;
    expect(await decideAccess(owner, granted)).toMatchObject({ state: "granted", expiresAt });
    expect(await mails(tx, asker.caller.email)).toEqual(["access-decided"]);
    expect(await actions(tx, asker.caller.orgId)).toContain("access.granted");
    expect(await actions(tx, owner.caller.orgId)).toContain("access.granted");
    const colleague = await makeMember(tx, { orgId: asker.caller.orgId, role: "viewer" });
    expect((await getVersion(ctxOf(tx, colleague), { api: offer.slug, version: "v1" })).name).toBe("v1");
    expect(await refusalOf(getVersion(stranger, { api: offer.slug, version: "v1" }))).toBe("not_found");
    const subscription = await subscribed(tx, world);
    const after = ctxOf(tx, asker.caller, LATER);
    // No job has run yet.
    expect(await refusalOf(getVersion(after, { api: offer.slug, version: "v1" }))).toBe("not_found");
    expect(await findAccess(after, { api: offer.slug })).toMatchObject({ state: "expired" });
    expect(await stateOf(tx, subscription)).toBe("active");
    const job = ctxOf(tx, JOB, LATER);
    await expireAccess(job);
    await expireAccess(job);
    expect(await stateOf(tx, subscription)).toBe("cancelled");
    expect((await mails(tx, asker.caller.email)).filter((one) => one === "access-ended")).toHaveLength(1);
    expect(await actions(tx, owner.caller.orgId)).toContain("access.expired");
  }));

test("a request is answered once: the second answer, a withdrawal after it and a revocation before it are refused", () =>
  inRollback(async (tx) => {
    const world = await makeWorld(tx);
    const { owner, asker, offer } = world;
    const { id } = await ask(world);
    expect(await refusalOf(revokeAccess(owner, { requestId: id }))).toBe("conflict");
    await decideAccess(owner, { requestId: id, decision: "refuse", answer: "Not for maps." });
    expect(await refusalOf(decideAccess(owner, { requestId: id, decision: "grant" }))).toBe("conflict");
    expect(await refusalOf(withdrawAccessRequest(asker, { api: offer.slug }))).toBe("conflict");
    expect(await refusalOf(revokeAccess(owner, { requestId: id }))).toBe("conflict");
    expect(await findAccess(asker, { api: offer.slug })).toMatchObject({
      state: "refused",
      answer: "Not for maps.",
    });
    expect(await refusalOf(ask(world))).toBe("limit_reached");
    const again = ctxOf(tx, asker.caller, LATER);
    expect(await requestAccess(again, { api: offer.slug, reason: "For boats." })).toMatchObject({
      state: "pending",
      answer: "",
      decidedAt: null,
    });
  }));

test("a withdrawn request cannot be answered, and may be made again at once", () =>
  inRollback(async (tx) => {
    const world = await makeWorld(tx);
    const { id } = await ask(world);
    expect(await withdrawAccessRequest(world.asker, { api: world.offer.slug })).toMatchObject({
      state: "withdrawn",
    });
    expect(await refusalOf(decideAccess(world.owner, { requestId: id, decision: "grant" }))).toBe("conflict");
    expect(await refusalOf(withdrawAccessRequest(world.stranger, { api: world.offer.slug }))).toBe(
      "not_found",
    );
    expect(await ask(world)).toMatchObject({ state: "pending" });
  }));

test("only the API's own publisher answers: reviewers and above, nobody of another organisation", () =>
  inRollback(async (tx) => {
    const world = await makeWorld(tx);
    const { id } = await ask(world);
    const grant = (ctx: Ctx) => decideAccess(ctx, { requestId: id, decision: "grant" });
    const { orgId } = world.owner.caller;
    const viewer = await makeMember(tx, { orgId, role: "viewer" });
    const other = await makeMember(tx, { isPublisher: true });
    expect(await refusalOf(grant(ctxOf(tx, viewer)))).toBe("not_allowed");
    expect(await refusalOf(grant(ctxOf(tx, other)))).toBe("not_found");
    expect(await refusalOf(grant(world.asker))).toBe("not_allowed");
    expect(
      await refusalOf(decideAccess(world.owner, { requestId: id, decision: "grant", expiresAt: NOW })),
    ).toBe("invalid_input");
    expect(await findAccess(world.asker, { api: world.offer.slug })).toMatchObject({ state: "pending" });
    const given = { orgId, userId: viewer.userId, role: "reviewer", createdBy: "usr_x" } as const;
    await tx.publishingGrant.create({ data: { id: newId("pgr"), apiId: world.offer.apiId, ...given } });
    expect(await grant(ctxOf(tx, viewer))).toMatchObject({ state: "granted" });
  }));

test("revoked access ends what lived on it alone; a plan that opens another API goes on for that", () =>
  inRollback(async (tx) => {
    const world = await makeWorld(tx);
    const { owner, asker, offer } = world;
    const { id } = await ask(world);
    await decideAccess(owner, { requestId: id, decision: "grant" });
    const alone = await subscribed(tx, world);
    const open = await makeOffer(tx, owner.caller as MemberCaller & { teamId: string });
    await tx.planApi.create({ data: { planId: open.planId, apiId: offer.apiId } });
    const both = await subscribed(tx, { ...world, offer: open });
    expect(await refusalOf(revokeAccess(world.stranger, { requestId: id }))).toBe("not_allowed");
    expect(await revokeAccess(owner, { requestId: id, answer: "The year is over." })).toMatchObject({
      state: "revoked",
    });
    expect(await stateOf(tx, alone)).toBe("cancelled");
    expect(await stateOf(tx, both)).toBe("active");
    expect(await refusalOf(getVersion(asker, { api: offer.slug, version: "v1" }))).toBe("not_found");
    expect(await mails(tx, asker.caller.email)).toContain("access-ended");
    expect(await actions(tx, asker.caller.orgId)).toEqual(
      expect.arrayContaining(["access.revoked", "subscription.cancelled"]),
    );
    expect(await refusalOf(ask(world))).toBe("limit_reached");
  }));

test("narrowing an API that others use is refused until the publisher says what becomes of them; kept, they read on", () =>
  inRollback(async (tx) => {
    for (const visibility of ["on_request", "organisations"] as const) {
      const world = await makeWorld(tx, "public");
      const { owner, asker, offer } = world;
      const subscription = await subscribed(tx, world);
      const narrow = { api: offer.slug, visibility };
      await expect(updateApi(owner, narrow)).rejects.toMatchObject({
        code: "conflict",
        fields: { subscribers: "1 app of 1 organisation would lose access. Say whether they keep it." },
      });
      await tx.api.update({ where: { id: offer.apiId }, data: { visibility: "public" } });
      await updateApi(owner, { ...narrow, subscribers: "keep" });
      expect((await getVersion(asker, { api: offer.slug, version: "v1" })).name).toBe("v1");
      expect(await stateOf(tx, subscription)).toBe("active");
      expect(await actions(tx, owner.caller.orgId)).toContain("access.kept");
      expect(await mails(tx, asker.caller.email)).toEqual([]);
    }
  }));

test("narrowed without keeping them, those who use it lose it, are told, and their subscriptions end", () =>
  inRollback(async (tx) => {
    const world = await makeWorld(tx, "public");
    const { owner, asker, offer } = world;
    const subscription = await subscribed(tx, world);
    await updateApi(owner, { api: offer.slug, visibility: "organisations", subscribers: "end" });
    expect(await stateOf(tx, subscription)).toBe("cancelled");
    expect(await refusalOf(getApi(asker, { api: offer.slug }))).toBe("not_found");
    expect(await mails(tx, asker.caller.email)).toEqual(["access-ended"]);
    expect(await actions(tx, asker.caller.orgId)).toContain("subscription.cancelled");
  }));
