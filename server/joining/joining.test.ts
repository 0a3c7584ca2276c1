import { expect, test } from "vitest";
import { removeMember } from "#server/identity/index.ts";
import type { Ctx, MemberCaller } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import {
  decideJoinRequest,
  joinOrganisation,
  listJoinOffers,
  listJoinRequests,
  removeDomain,
  requestToJoin,
  setDomainJoining,
  withdrawJoinRequest,
} from "./index.ts";
import { freshDomain, mailsTo, makeHouse, makePersonAt, NOW, trailOf } from "./testing/doors.ts";

const roleOf = async (tx: Tx, orgId: string, { userId }: MemberCaller) =>
  (await tx.membership.findFirst({ where: { orgId, userId } }))?.role ?? null;
const hours = (count: number) => new Date(NOW.getTime() + count * 3_600_000);

test("a colleague is shown the organisation, joins it at once in the role and team that were set, and everybody is told", () =>
  inRollback(async (tx) => {
    const { owner, asOwner, domain } = await makeHouse(tx, "off");
    const { orgId } = owner;
    const teamId = newId("team");
    await tx.team.create({ data: { id: teamId, orgId, slug: "newcomers", name: "Newcomers" } });
    const person = await makePersonAt(tx, domain.domain);
    const asPerson = ctxOf(tx, person, NOW);
    expect(await listJoinOffers(asPerson)).toEqual([]);
    await setDomainJoining(asOwner, { domainId: domain.id, mode: "at_once", role: "viewer", teamId });
    expect(await listJoinOffers(asPerson)).toEqual([
      {
        ...{ orgId, orgName: owner.orgName, domain: domain.domain, role: "viewer", isAtOnce: true },
        ...{ request: null, askAgainAt: null },
      },
    ]);
    expect(await joinOrganisation(asPerson, { orgId })).toEqual({ orgName: owner.orgName });
    expect(await roleOf(tx, orgId, person)).toBe("viewer");
    expect(await tx.teamMember.findMany({ where: { userId: person.userId, orgId } })).toMatchObject([
      { teamId },
    ]);
    expect(await trailOf(tx, orgId, person.userId)).toEqual(["member.joined"]);
    expect(await mailsTo(tx, person)).toEqual(["joined"]);
    expect(await mailsTo(tx, owner)).toContain("joined-by-domain");
    expect(await listJoinOffers(asPerson)).toEqual([]);
    expect(await refusalOf(joinOrganisation(asPerson, { orgId }))).toBe("not_found");
  }));

test.each([
  [
    "an address that nobody confirmed",
    "at_once",
    async (tx: Tx, at: string) => makePersonAt(tx, at, { isConfirmed: false }),
  ],
  ["an address elsewhere", "at_once", async (tx: Tx) => makePersonAt(tx, freshDomain())],
  ["an address below the domain", "at_once", async (tx: Tx, at: string) => makePersonAt(tx, `mail.${at}`)],
  ["an address that ends alike", "at_once", async (tx: Tx, at: string) => makePersonAt(tx, `x${at}`)],
  [
    "a suspended account",
    "at_once",
    async (tx: Tx, at: string) => {
      const person = await makePersonAt(tx, at);
      await tx.user.update({ where: { id: person.userId }, data: { status: "suspended" } });
      return person;
    },
  ],
  ["a domain that opens nothing", "off", async (tx: Tx, at: string) => makePersonAt(tx, at)],
] as const)(
  "%s shows no organisation and opens none, and the answer is that of one that does not exist",
  (_what, mode, make) =>
    inRollback(async (tx) => {
      const { owner, domain } = await makeHouse(tx, mode);
      const { orgId } = owner;
      const person = await make(tx, domain.domain);
      const ctx = ctxOf(tx, person, NOW);
      expect(await listJoinOffers(ctx)).toEqual([]);
      for (const work of [joinOrganisation, requestToJoin]) {
        expect(await refusalOf(work(ctx, { orgId }))).toBe("not_found");
        expect(await refusalOf(work(ctx, { orgId: "org_none" }))).toBe("not_found");
      }
      expect(await roleOf(tx, orgId, person)).toBeNull();
      expect(await tx.joinRequest.count({ where: { orgId } })).toBe(0);
    }),
);

test("a domain that is not proven, whose record is gone, or whose organisation is suspended opens nothing", () =>
  inRollback(async (tx) => {
    const { owner, domain } = await makeHouse(tx, "at_once");
    const ctx = ctxOf(tx, await makePersonAt(tx, domain.domain), NOW);
    const attempt = async () => [
      (await listJoinOffers(ctx)).length,
      await refusalOf(joinOrganisation(ctx, { orgId: owner.orgId })),
    ];
    const where = { id: domain.id };
    await tx.organisationDomain.update({ where, data: { missingSince: NOW } });
    expect(await attempt()).toEqual([0, "not_found"]);
    await tx.organisationDomain.update({ where, data: { missingSince: null, verifiedAt: null } });
    expect(await attempt()).toEqual([0, "not_found"]);
    await tx.organisationDomain.update({ where, data: { verifiedAt: NOW } });
    await tx.organisation.update({ where: { id: owner.orgId }, data: { status: "suspended" } });
    expect(await attempt()).toEqual([0, "not_found"]);
  }));

test("a token joins nothing, and a visitor is asked to sign in", () =>
  inRollback(async (tx) => {
    const { owner, domain } = await makeHouse(tx, "at_once");
    const { userId, name, platformRole, orgId, isPublisher, role, teamIds } = await makePersonAt(
      tx,
      domain.domain,
    );
    const person = { userId, name, platformRole, orgId, isPublisher, role, teamIds };
    const token = ctxOf(tx, { ...person, kind: "token", tokenId: "pat_x", scopes: ["apps:write"] }, NOW);
    const visitor = ctxOf(tx, { kind: "visitor" }, NOW);
    for (const work of [joinOrganisation, requestToJoin]) {
      expect(await refusalOf(work(token, { orgId: owner.orgId }))).toBe("not_allowed");
      expect(await refusalOf(work(visitor, { orgId: owner.orgId }))).toBe("not_signed_in");
    }
    expect(await refusalOf(listJoinOffers(visitor))).toBe("not_signed_in");
  }));

interface Asked {
  asOwner: Ctx;
  owner: MemberCaller;
  person: MemberCaller;
  asPerson: Ctx;
  domainId: string;
  requestId: string;
}

async function asked(tx: Tx): Promise<Asked> {
  const { owner, asOwner, domain } = await makeHouse(tx, "approval");
  const person = await makePersonAt(tx, domain.domain);
  const asPerson = ctxOf(tx, person, NOW);
  const { requestId } = await requestToJoin(asPerson, { orgId: owner.orgId });
  return { asOwner, owner, person, asPerson, domainId: domain.id, requestId };
}

test("where owners decide nobody joins at once: they ask, owners and admins are mailed, and a yes lets them in once", () =>
  inRollback(async (tx) => {
    const { asOwner, owner, person, asPerson, requestId } = await asked(tx);
    const { orgId } = owner;
    const admin = await makeMember(tx, { orgId, role: "admin" });
    expect(await refusalOf(joinOrganisation(asPerson, { orgId }))).toBe("not_allowed");
    expect(await refusalOf(requestToJoin(asPerson, { orgId }))).toBe("conflict");
    expect(await listJoinOffers(asPerson)).toMatchObject([{ isAtOnce: false, request: { id: requestId } }]);
    expect(await mailsTo(tx, owner)).toContain("join-requested");
    expect(await listJoinRequests(asOwner)).toMatchObject([{ id: requestId, email: person.email }]);
    expect(await roleOf(tx, orgId, person)).toBeNull();
    await decideJoinRequest(ctxOf(tx, admin, NOW), { requestId, decision: "approve" });
    expect(await roleOf(tx, orgId, person)).toBe("developer");
    expect(await mailsTo(tx, person)).toEqual(["join-decided"]);
    expect(await trailOf(tx, orgId, requestId)).toEqual(["join_request.approved", "join_request.sent"]);
    expect(await trailOf(tx, orgId, person.userId)).toEqual(["member.joined"]);
    for (const decision of ["approve", "refuse"])
      expect(await refusalOf(decideJoinRequest(asOwner, { requestId, decision }))).toBe("conflict");
    expect(await listJoinRequests(asOwner)).toEqual([]);
    expect(await refusalOf(withdrawJoinRequest(asPerson, { requestId }))).toBe("conflict");
  }));

test("a no is told, keeps the person out, and lets them ask again after a day; what was taken back cannot be decided", () =>
  inRollback(async (tx) => {
    const { asOwner, owner, person, asPerson, requestId } = await asked(tx);
    const { orgId } = owner;
    await decideJoinRequest(asOwner, { requestId, decision: "refuse" });
    expect(await mailsTo(tx, person)).toEqual(["join-decided"]);
    expect(await roleOf(tx, orgId, person)).toBeNull();
    expect(await refusalOf(requestToJoin(asPerson, { orgId }))).toBe("limit_reached");
    const later = ctxOf(tx, person, hours(25));
    const askAgainAt = async (ctx: Ctx) =>
      (await listJoinOffers(ctx)).filter((offer) => offer.orgId === orgId).map((offer) => offer.askAgainAt);
    expect(await askAgainAt(asPerson)).toEqual([hours(24)]);
    expect(await askAgainAt(later)).toEqual([null]);
    const again = await requestToJoin(later, { orgId });
    const stranger = ctxOf(tx, await makePersonAt(tx, freshDomain()), NOW);
    expect(await refusalOf(withdrawJoinRequest(stranger, again))).toBe("not_found");
    await withdrawJoinRequest(later, again);
    expect(await refusalOf(decideJoinRequest(asOwner, { ...again, decision: "approve" }))).toBe("conflict");
    expect(await roleOf(tx, orgId, person)).toBeNull();
    expect(await trailOf(tx, orgId, again.requestId)).toEqual([
      "join_request.sent",
      "join_request.withdrawn",
    ]);
  }));

test("only owners and admins of that organisation see and decide requests", () =>
  inRollback(async (tx) => {
    const { owner, person, requestId } = await asked(tx);
    const yes = { requestId, decision: "approve" };
    for (const role of ["developer", "viewer"] as const) {
      const weaker = ctxOf(tx, await makeMember(tx, { orgId: owner.orgId, role }), NOW);
      expect(await refusalOf(decideJoinRequest(weaker, yes))).toBe("not_allowed");
      expect(await refusalOf(listJoinRequests(weaker))).toBe("not_allowed");
    }
    const stranger = ctxOf(tx, await makeMember(tx), NOW);
    expect(await refusalOf(decideJoinRequest(stranger, yes))).toBe("not_found");
    expect(await listJoinRequests(stranger)).toEqual([]);
    // The person themselves, owner of another organisation, is a stranger too.
    expect(await refusalOf(decideJoinRequest(ctxOf(tx, person, NOW), yes))).toBe("not_found");
    expect(await refusalOf(decideJoinRequest(ctxOf(tx, owner, NOW), { ...yes, decision: "maybe" }))).toBe(
      "invalid_input",
    );
    expect(await tx.joinRequest.findUnique({ where: { id: requestId } })).toMatchObject({ state: "pending" });
  }));

test("a yes asks again what the request rested on: the address, its confirmation and the domain; until then it waits", () =>
  inRollback(async (tx) => {
    const { asOwner, owner, person, domainId, requestId } = await asked(tx);
    const yes = () => refusalOf(decideJoinRequest(asOwner, { requestId, decision: "approve" }));
    const user = (data: object) => tx.user.update({ where: { id: person.userId }, data });
    await user({ email: `elsewhere@${freshDomain()}` });
    expect(await yes()).toBe("conflict");
    await user({ email: person.email, emailVerifiedAt: null });
    expect(await yes()).toBe("conflict");
    await user({ emailVerifiedAt: NOW });
    await tx.organisationDomain.update({ where: { id: domainId }, data: { missingSince: NOW } });
    expect(await yes()).toBe("conflict");
    expect(await roleOf(tx, owner.orgId, person)).toBeNull();
    expect(await tx.joinRequest.findUnique({ where: { id: requestId } })).toMatchObject({ state: "pending" });
    await tx.organisationDomain.update({ where: { id: domainId }, data: { missingSince: null } });
    await decideJoinRequest(asOwner, { requestId, decision: "approve" });
    expect(await roleOf(tx, owner.orgId, person)).toBe("developer");
  }));

test("removing the domain turns away whoever waits because of it, and lets members stay", () =>
  inRollback(async (tx) => {
    const { asOwner, owner, person, domainId, requestId } = await asked(tx);
    const inside = await makePersonAt(tx, person.email.split("@")[1] ?? "");
    const second = await requestToJoin(ctxOf(tx, inside, NOW), { orgId: owner.orgId });
    await decideJoinRequest(asOwner, { ...second, decision: "approve" });
    await removeDomain(asOwner, { domainId });
    expect(await tx.joinRequest.findUnique({ where: { id: requestId } })).toMatchObject({ state: "refused" });
    expect(await mailsTo(tx, person)).toEqual(["join-decided"]);
    expect(await roleOf(tx, owner.orgId, inside)).toBe("developer");
    expect(await refusalOf(removeDomain(asOwner, { domainId }))).toBe("not_found");
  }));

test("whoever was removed does not walk in again: they may ask", () =>
  inRollback(async (tx) => {
    const { owner, asOwner, domain } = await makeHouse(tx, "at_once");
    const person = await makePersonAt(tx, domain.domain);
    const ctx = ctxOf(tx, person, NOW);
    const { orgId } = owner;
    await joinOrganisation(ctx, { orgId });
    await removeMember(asOwner, { orgId, userId: person.userId });
    expect(await listJoinOffers(ctx)).toMatchObject([{ orgId, isAtOnce: false }]);
    expect(await refusalOf(joinOrganisation(ctx, { orgId }))).toBe("not_allowed");
    await requestToJoin(ctx, { orgId });
    expect(await listJoinRequests(asOwner)).toMatchObject([{ email: person.email }]);
  }));

test("asking over and over is slowed down", () =>
  inRollback(async (tx) => {
    const { owner, asPerson, requestId } = await asked(tx);
    const ask = () => requestToJoin(asPerson, { orgId: owner.orgId });
    await withdrawJoinRequest(asPerson, { requestId });
    for (let i = 0; i < 4; i++) await withdrawJoinRequest(asPerson, await ask());
    expect(await refusalOf(ask())).toBe("limit_reached");
  }));
