import { afterEach, expect, test } from "vitest";
import { confirmEmailChange } from "#server/identity/index.ts";
import type { MemberCaller } from "#server/platform/context.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { endsOf, openCtx, queuedBehind, sweep } from "#server/platform/testing/at-once.ts";
import { makeMember } from "#server/platform/testing/world.ts";
import {
  addDomain,
  decideJoinRequest,
  joinOrganisation,
  requestToJoin,
  setDomainJoining,
  withdrawJoinRequest,
} from "./index.ts";
import type { JoinModeValue } from "./schema.ts";
import { freshDomain, makeHouse, makePersonAt, NOW, prove } from "./testing/doors.ts";

const people: string[] = [];
afterEach(() => sweep(people.splice(0)));

async function makeDoor(mode: JoinModeValue) {
  const { owner, domain } = await makeHouse(db(), mode);
  const person = await makePersonAt(db(), domain.domain);
  people.push(owner.userId, person.userId);
  return { owner, person, domain, orgId: owner.orgId };
}

async function makeRequest() {
  const door = await makeDoor("approval");
  const { requestId } = await requestToJoin(openCtx(door.person, NOW), { orgId: door.orgId });
  const decide = (decision: "approve" | "refuse") => () =>
    decideJoinRequest(openCtx(door.owner, NOW), { requestId, decision });
  return { ...door, requestId, decide, row: { table: "JoinRequest", where: { id: requestId } } };
}

const isMember = async (orgId: string, { userId }: MemberCaller) =>
  (await db().membership.count({ where: { orgId, userId } })) === 1;

test("of two answers to one request at once, the first stands and the second is refused", async () => {
  const { orgId, person, decide, row } = await makeRequest();
  const ends = endsOf(await queuedBehind<unknown>(row, [decide("refuse"), decide("approve")]));
  expect(ends).toEqual(["done", "conflict"]);
  expect(await isMember(orgId, person)).toBe(false);
});

test("of taking a request back and a yes at once, the first stands", async () => {
  const { orgId, person, requestId, decide, row } = await makeRequest();
  const withdraw = () => withdrawJoinRequest(openCtx(person, NOW), { requestId });
  expect(endsOf(await queuedBehind<unknown>(row, [withdraw, decide("approve")]))).toEqual([
    "done",
    "conflict",
  ]);
  expect(await isMember(orgId, person)).toBe(false);
});

test("who joins twice at once is a member once", async () => {
  const { orgId, person } = await makeDoor("at_once");
  const join = () => joinOrganisation(openCtx(person, NOW), { orgId });
  const row = { table: "User", where: { id: person.userId } };
  expect(endsOf(await queuedBehind<unknown>(row, [join, join])).toSorted()).toEqual(["conflict", "done"]);
  expect(await isMember(orgId, person)).toBe(true);
});

test("who asks twice at once has asked once", async () => {
  const { orgId, person } = await makeDoor("approval");
  const ask = () => requestToJoin(openCtx(person, NOW), { orgId });
  const row = { table: "User", where: { id: person.userId } };
  expect(endsOf(await queuedBehind<unknown>(row, [ask, ask])).toSorted()).toEqual(["conflict", "done"]);
  expect(await db().joinRequest.count({ where: { orgId, userId: person.userId } })).toBe(1);
});

test("nobody slips through a door while an owner closes it", async () => {
  const { orgId, owner, person, domain } = await makeDoor("at_once");
  const close = () =>
    setDomainJoining(openCtx(owner, NOW), { domainId: domain.id, mode: "off", role: "developer" });
  const join = () => joinOrganisation(openCtx(person, NOW), { orgId });
  const row = { table: "OrganisationDomain", where: { id: domain.id } };
  expect(endsOf(await queuedBehind<unknown>(row, [close, join]))).toEqual(["done", "not_found"]);
  expect(await isMember(orgId, person)).toBe(false);
});

test("a person whose address moves away at the moment of the yes is not let in on the old one", async () => {
  const { orgId, person, decide } = await makeRequest();
  const newEmail = `${newId("usr").toLowerCase().replace("_", "")}@example.test`;
  await db().emailChange.create({
    data: {
      ...{ id: newId("emc"), userId: person.userId, oldEmail: person.email, newEmail },
      ...{ tokenHash: sha256Hex(newEmail), createdAt: NOW },
      ...{ expiresAt: new Date("2026-11-02"), undoExpiresAt: new Date("2026-11-08") },
    },
  });
  const move = () => confirmEmailChange(openCtx(person, NOW), { token: newEmail });
  const row = { table: "User", where: { id: person.userId } };
  expect(endsOf(await queuedBehind<unknown>(row, [move, decide("approve")]))).toEqual(["done", "conflict"]);
  expect(await isMember(orgId, person)).toBe(false);
});

test("of two organisations that prove one domain at once, one has it and the other is told", async () => {
  const name = freshDomain();
  const owners = [await makeMember(db()), await makeMember(db())];
  people.push(...owners.map(({ userId }) => userId));
  const proofs = await Promise.all(
    owners.map(async (owner) => {
      const domain = await addDomain(openCtx(owner, NOW), { domain: name });
      return () => prove(openCtx(owner, NOW), domain);
    }),
  );
  const ends = endsOf(await Promise.allSettled(proofs.map((work) => work())));
  expect(ends.toSorted()).toEqual(["conflict", "done"]);
  const proven = { domain: name, verifiedAt: { not: null } };
  expect(await db().organisationDomain.count({ where: proven })).toBe(1);
});
