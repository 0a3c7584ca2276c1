import { expect, test } from "vitest";
import type { Tx } from "#server/platform/db.ts";
import type { TxtAnswer, TxtLookUp } from "#server/platform/look-up-txt.ts";
import { ctxOf, inRollback } from "#server/platform/testing/world.ts";
import { listDomains, listJoinOffers, recheckDomains, requestToJoin, verifyDomain } from "./index.ts";
import type { DomainSummary } from "./schema.ts";
import { dnsSaying, mailsTo, makeHouse, makePersonAt, NOW, trailOf } from "./testing/doors.ts";

const JOB = { kind: "job", name: "recheck-domains" } as const;
const inDays = (days: number) => new Date(NOW.getTime() + days * 86_400_000);
const NOTHING: TxtAnswer = { kind: "nothing" };

/** The daily look on this day, with an answer about one domain and silence about all others. */
async function recheck(tx: Tx, day: number, { recordName }: DomainSummary, answer: TxtAnswer) {
  const lookUp: TxtLookUp = async (name) => (name === recordName ? answer : { kind: "unreachable" });
  await recheckDomains(ctxOf(tx, JOB, inDays(day)), lookUp);
}

test("a record that is gone pauses joining and is told once; put back, everything is as before", () =>
  inRollback(async (tx) => {
    const { owner, asOwner, domain } = await makeHouse(tx, "at_once");
    const person = ctxOf(tx, await makePersonAt(tx, domain.domain), NOW);
    const open = async () => (await listJoinOffers(person)).length;
    const there: TxtAnswer = { kind: "found", texts: [domain.recordText] };
    const before = (await mailsTo(tx, owner)).length;
    await recheck(tx, 1, domain, there);
    expect(await open()).toBe(1);
    await recheck(tx, 2, domain, { kind: "found", texts: ["something else"] });
    await recheck(tx, 3, domain, NOTHING);
    expect(await open()).toBe(0);
    expect(await listDomains(asOwner)).toMatchObject([{ missingSince: inDays(2), checkedAt: inDays(3) }]);
    expect((await mailsTo(tx, owner)).slice(before)).toEqual(["domain-changed"]);
    await recheck(tx, 4, domain, there);
    expect(await open()).toBe(1);
    await recheck(tx, 5, domain, NOTHING);
    await verifyDomain(ctxOf(tx, owner, inDays(6)), { domainId: domain.id }, dnsSaying(domain.recordText));
    expect(await open()).toBe(1);
    expect((await trailOf(tx, owner.orgId, domain.id)).slice(3)).toEqual([
      ...["domain.record_missed", "domain.record_found", "domain.record_missed", "domain.record_found"],
    ]);
  }));

test("a week after the record went the domain is given up: another organisation can prove it, and who waits is turned away", () =>
  inRollback(async (tx) => {
    const { owner, asOwner, domain } = await makeHouse(tx, "approval");
    const person = await makePersonAt(tx, domain.domain);
    await requestToJoin(ctxOf(tx, person, NOW), { orgId: owner.orgId });
    await recheck(tx, 1, domain, NOTHING);
    await recheck(tx, 7.9, domain, NOTHING);
    expect(await listDomains(asOwner)).toMatchObject([{ verifiedAt: NOW, missingSince: inDays(1) }]);
    await recheck(tx, 8.9, domain, NOTHING);
    expect(await listDomains(asOwner)).toMatchObject([{ verifiedAt: null, missingSince: null, mode: "off" }]);
    expect((await trailOf(tx, owner.orgId, domain.id)).at(-1)).toBe("domain.lapsed");
    expect(await mailsTo(tx, person)).toEqual(["join-decided"]);
    const next = await makeHouse(tx, "at_once", domain.domain);
    expect(next.domain.verifiedAt).toEqual(NOW);
    // Nobody is asked about a domain that is not proven.
    await recheck(tx, 20, domain, NOTHING);
    expect((await trailOf(tx, owner.orgId, domain.id)).at(-1)).toBe("domain.lapsed");
  }));

test("a name service that does not answer says nothing for two weeks; after that its silence counts as a no", () =>
  inRollback(async (tx) => {
    const { asOwner, domain } = await makeHouse(tx, "at_once");
    await recheck(tx, 1, domain, { kind: "unreachable" });
    await recheck(tx, 13, domain, { kind: "unreachable" });
    expect(await listDomains(asOwner)).toMatchObject([{ missingSince: null }]);
    await recheck(tx, 14, domain, { kind: "unreachable" });
    expect(await listDomains(asOwner)).toMatchObject([{ missingSince: inDays(14) }]);
  }));

test("each domain is asked about once a day, however often the worker runs", () =>
  inRollback(async (tx) => {
    const { domain } = await makeHouse(tx, "at_once");
    const asked: string[] = [];
    const lookUp: TxtLookUp = async (name) => {
      asked.push(name);
      return { kind: "found", texts: [domain.recordText] };
    };
    for (const day of [0.1, 1, 1.1, 1.5]) await recheckDomains(ctxOf(tx, JOB, inDays(day)), lookUp);
    expect(asked.filter((name) => name === domain.recordName)).toHaveLength(1);
  }));
