import { expect, test } from "vitest";
import { removeMember } from "#server/identity/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { makeMember } from "#server/platform/testing/world.ts";
import { patchGroup } from "./change-group.ts";
import { patchPerson } from "./change-person.ts";
import { deprovisionPerson } from "./deprovision-person.ts";
import { issueScimToken } from "./issue-scim-token.ts";
import { joinByInvitation } from "./join-by-invitation.ts";
import { provisionGroup } from "./provision-group.ts";
import { provisionPerson } from "./provision-person.ts";
import { revokeScimToken } from "./revoke-scim-token.ts";
import { makeDirectory, oktaUser, patchOp } from "./testing/directory.ts";

const now = new Date();
const ctxFor = (caller: Ctx["caller"]): Ctx => ({ caller, now, requestId: newId("req") });
const off = patchOp({ op: "replace", path: "active", value: false });

/** What each came to: done, or the code of its refusal; anything else fails the test. */
async function outcomesOf(...work: Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(work);
  return settled.map((one) => {
    if (one.status === "fulfilled") return "done";
    const { reason } = one;
    if (reason instanceof Error && reason.name === "Refusal" && "code" in reason) return String(reason.code);
    throw reason;
  });
}

test("of three tokens asked for at once, two are made", async () => {
  const owner = ctxFor(await makeMember(db()));
  const outcomes = await outcomesOf(...[1, 2, 3].map((n) => issueScimToken(owner, { name: `T${n}` })));
  expect(outcomes.sort()).toEqual(["done", "done", "limit_reached"]);
});

test("of revoking a token and inviting by it at once, no invitation stays open", async () => {
  for (let round = 0; round < 5; round++) {
    const owner = await makeMember(db());
    const { orgId, orgName } = owner;
    const { token } = await issueScimToken(ctxFor(owner), { name: "Okta" });
    const directory = ctxFor({ kind: "scim", tokenId: token.id, orgId, orgName });
    const outcomes = await outcomesOf(
      revokeScimToken(ctxFor(owner), { tokenId: token.id }),
      provisionPerson(directory, oktaUser(`guest${round}@${orgId.toLowerCase().replace("_", "-")}.test`)),
    );
    expect(outcomes[0]).toBe("done");
    expect(["done", "not_signed_in"]).toContain(outcomes[1]);
    expect(await db().invitation.count({ where: { orgId, acceptedAt: null, revokedAt: null } })).toBe(0);
  }
});

test("of accepting an invitation and being deactivated at once, nobody stays a member", async () => {
  for (let round = 0; round < 5; round++) {
    const { caller, orgId } = await makeDirectory(db());
    const directory = ctxFor(caller);
    const guest = await makeMember(db());
    const { id } = await provisionPerson(directory, oktaUser(guest.email));
    const mail = await db().outboxMail.findFirstOrThrow({ where: { toAddress: guest.email } });
    const token = /join\?token=(\w+)/.exec(mail.text)?.[1];
    const outcomes = await outcomesOf(
      joinByInvitation(ctxFor(guest), { token }),
      patchPerson(directory, { id, body: off, ifMatch: null }),
    );
    expect(outcomes[1]).toBe("done");
    expect(["done", "not_found"]).toContain(outcomes[0]);
    expect(await db().membership.count({ where: { orgId, userId: guest.userId } })).toBe(0);
  }
});

test("a person is put into a group, removed by hand and deleted by the directory at once; nothing is left of them", async () => {
  for (let round = 0; round < 5; round++) {
    const { caller, orgId, owner, domain } = await makeDirectory(db());
    const directory = ctxFor(caller);
    const { id } = await provisionPerson(directory, oktaUser(`ada@${domain}`));
    const { userId } = await db().scimUser.findUniqueOrThrow({ where: { id } });
    const { id: teamId } = await provisionGroup(directory, { displayName: "Engines" });
    const add = patchOp({ op: "add", path: "members", value: [{ value: id }] });
    const outcomes = await outcomesOf(
      patchGroup(directory, { id: teamId, body: add, ifMatch: null }),
      removeMember(ctxFor(owner), { orgId, userId }),
      deprovisionPerson(directory, { id, ifMatch: null }),
    );
    expect(outcomes[2]).toBe("done");
    expect(await db().membership.count({ where: { orgId, userId: userId ?? "" } })).toBe(0);
    expect(await db().teamMember.count({ where: { teamId } })).toBe(0);
    expect(await db().scimGroupMember.count({ where: { teamId } })).toBe(0);
  }
});
