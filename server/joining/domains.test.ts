import { expect, test } from "vitest";
import type { Ctx } from "#server/platform/context.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import {
  addDomain,
  listDomains,
  listOrganisationDomains,
  removeDomain,
  setDomainJoining,
  verifyDomain,
} from "./index.ts";
import {
  dnsAnswering,
  dnsSaying,
  freshDomain,
  mailsTo,
  makeHouse,
  NOW,
  prove,
  trailOf,
} from "./testing/doors.ts";

const joining = (domainId: string, change: object = {}) => ({
  ...{ domainId, mode: "at_once", role: "viewer", teamId: "" },
  ...change,
});

test("a domain counts once DNS shows its record, and not before; each step is recorded and the owners are told", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const ctx = ctxOf(tx, owner, NOW);
    const name = freshDomain();
    const added = await addDomain(ctx, { domain: `@${name.toUpperCase()} ` });
    expect(added).toMatchObject({ domain: name, verifiedAt: null, mode: "off" });
    expect(added.recordName).toBe(`_portico-challenge.${name}`);
    const verify = (lookUp: Parameters<typeof verifyDomain>[2]) =>
      verifyDomain(ctx, { domainId: added.id }, lookUp);
    expect(await refusalOf(setDomainJoining(ctx, joining(added.id)))).toBe("conflict");
    expect(await refusalOf(verify(dnsAnswering({ kind: "nothing" })))).toBe("conflict");
    expect(await refusalOf(verify(dnsAnswering({ kind: "unreachable" })))).toBe("unavailable");
    expect(await refusalOf(verify(dnsSaying("portico-domain-verification=other")))).toBe("conflict");
    expect(await refusalOf(verify(dnsSaying(`${added.recordText}0`)))).toBe("conflict");
    expect(await trailOf(tx, owner.orgId, added.id)).toEqual(["domain.added"]);
    expect(await prove(ctx, added)).toMatchObject({ verifiedAt: NOW });
    expect(await listDomains(ctx)).toMatchObject([{ id: added.id, verifiedAt: NOW, mode: "off" }]);
    // Looking again changes nothing.
    await prove(ctx, added);
    expect(await trailOf(tx, owner.orgId, added.id)).toEqual(["domain.added", "domain.verified"]);
    expect(await mailsTo(tx, owner)).toEqual(["domain-changed"]);
  }));

test("the record is each organisation's own: what proves a domain for one proves it for no other", () =>
  inRollback(async (tx) => {
    const name = freshDomain();
    const [first, second] = [await makeMember(tx), await makeMember(tx)].map((one) => ctxOf(tx, one, NOW));
    if (!first || !second) throw new Error("two people were made");
    const mine = await addDomain(first, { domain: name });
    const theirs = await addDomain(second, { domain: name });
    expect(theirs.recordText).not.toBe(mine.recordText);
    const verify = verifyDomain(second, { domainId: theirs.id }, dnsSaying(mine.recordText));
    expect(await refusalOf(verify)).toBe("conflict");
    await prove(first, mine);
    // Only whoever controls the DNS learns that the domain is taken.
    const early = verifyDomain(second, { domainId: theirs.id }, dnsAnswering({ kind: "nothing" }));
    await expect(early).rejects.toThrow(/no TXT record/);
    await expect(prove(second, theirs)).rejects.toThrow(/Another organisation/);
    expect((await listDomains(second))[0]?.verifiedAt).toBeNull();
    // Given up by the one, it is free for the other.
    await removeDomain(first, { domainId: mine.id });
    expect(await prove(second, theirs)).toMatchObject({ verifiedAt: NOW });
  }));

test("only an owner, in person and in their own organisation, keeps its domains; nothing else is written", () =>
  inRollback(async (tx) => {
    const { owner, domain } = await makeHouse(tx, "off");
    const tries = (ctx: Ctx) => [
      () => addDomain(ctx, { domain: freshDomain() }),
      () => prove(ctx, domain),
      () => setDomainJoining(ctx, joining(domain.id)),
      () => removeDomain(ctx, { domainId: domain.id }),
    ];
    for (const role of ["admin", "developer", "viewer"] as const) {
      const weaker = ctxOf(tx, await makeMember(tx, { orgId: owner.orgId, role }), NOW);
      for (const attempt of tries(weaker)) expect(await refusalOf(attempt())).toBe("not_allowed");
      expect(await refusalOf(listDomains(weaker))).toBe("not_allowed");
    }
    const stranger = ctxOf(tx, await makeMember(tx), NOW);
    for (const attempt of tries(stranger).slice(1)) expect(await refusalOf(attempt())).toBe("not_found");
    const { userId, name, platformRole, orgId, isPublisher, role, teamIds } = owner;
    const person = { userId, name, platformRole, orgId, isPublisher, role, teamIds };
    const token = ctxOf(tx, { ...person, kind: "token", tokenId: "pat_x", scopes: ["apps:write"] }, NOW);
    for (const attempt of tries(token)) expect(await refusalOf(attempt())).toBe("not_allowed");
    expect(await tx.organisationDomain.findMany({ where: { orgId } })).toMatchObject([{ joinMode: "off" }]);
  }));

test.each([
  ["nothing", ""],
  ["a sentence", "our domain"],
  ["one label", "localhost"],
  ["an address of the network", "192.168.1.1"],
  ["an address of the web", "https://example.com/"],
  [
    "a name too long to put a record under",
    `${"a".repeat(60)}.${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(55)}.example`,
  ],
  ["free mail", "GMail.com"],
  ["what a registry hands out", "co.uk"],
  ["what a host hands out", "github.io"],
])("%s is no domain of one organisation, and nothing is written", (_what, domain) =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    expect(await refusalOf(addDomain(ctxOf(tx, owner, NOW), { domain }))).toBe("invalid_input");
    expect(await tx.organisationDomain.count({ where: { orgId: owner.orgId } })).toBe(0);
  }),
);

test("a domain in other letters is its Punycode, and one that is listed is not listed twice", () =>
  inRollback(async (tx) => {
    const ctx = ctxOf(tx, await makeMember(tx), NOW);
    const added = await addDomain(ctx, { domain: "Bücher-Test.example" });
    expect(added.domain).toBe("xn--bcher-test-9db.example");
    for (const again of [added.domain, "BÜCHER-TEST.EXAMPLE", "bücher-test.example"])
      expect(await refusalOf(addDomain(ctx, { domain: again }))).toBe("conflict");
  }));

test("nobody opens a personal space, and an organisation lists at most twenty domains", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const ctx = ctxOf(tx, owner, NOW);
    await tx.organisation.update({ where: { id: owner.orgId }, data: { isPersonal: true } });
    expect(await refusalOf(addDomain(ctx, { domain: freshDomain() }))).toBe("conflict");
    await tx.organisation.update({ where: { id: owner.orgId }, data: { isPersonal: false } });
    for (let i = 0; i < 20; i++) await addDomain(ctx, { domain: freshDomain() });
    expect(await refusalOf(addDomain(ctx, { domain: freshDomain() }))).toBe("limit_reached");
  }));

test("who joins, as what and in which team is set by an owner who proved themselves just now, recorded and told", () =>
  inRollback(async (tx) => {
    const { owner, asOwner, domain } = await makeHouse(tx, "off");
    const stale = ctxOf(tx, { ...owner, provedAt: null }, NOW);
    expect(await refusalOf(setDomainJoining(stale, joining(domain.id)))).toBe("proof_required");
    for (const change of [{ role: "owner" }, { role: "admin" }, { mode: "everybody" }])
      expect(await refusalOf(setDomainJoining(asOwner, joining(domain.id, change)))).toBe("invalid_input");
    const { teamId: foreign } = await makeMember(tx);
    expect(await refusalOf(setDomainJoining(asOwner, joining(domain.id, { teamId: foreign })))).toBe(
      "not_found",
    );
    expect(await trailOf(tx, owner.orgId, domain.id)).toEqual(["domain.added", "domain.verified"]);
    const set = await setDomainJoining(asOwner, joining(domain.id, { teamId: owner.teamId }));
    expect(set).toMatchObject({ mode: "at_once", role: "viewer", teamId: owner.teamId });
    await setDomainJoining(asOwner, joining(domain.id, { teamId: owner.teamId }));
    expect(await trailOf(tx, owner.orgId, domain.id)).toEqual([
      ...["domain.added", "domain.joining_set", "domain.verified"],
    ]);
    expect((await mailsTo(tx, owner)).slice(1)).toEqual(["domain-changed"]);
  }));

test("whoever may read organisations sees the domains of any, without what would prove them; others do not", () =>
  inRollback(async (tx) => {
    const { owner, domain } = await makeHouse(tx, "approval");
    const { orgId } = owner;
    const moderator = ctxOf(tx, await makeMember(tx, { platformRole: "moderator" }), NOW);
    const [seen] = await listOrganisationDomains(moderator, { orgId });
    expect(seen).toMatchObject({ domain: domain.domain, verifiedAt: NOW, mode: "approval" });
    expect(JSON.stringify(seen)).not.toContain(domain.recordText.split("=")[1]);
    expect(await refusalOf(listOrganisationDomains(ctxOf(tx, owner, NOW), { orgId }))).toBe("not_allowed");
  }));
