import { expect, test } from "vitest";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { ctxOf, inRollback, makeMember } from "#server/platform/testing/world.ts";
import { confirmEmailChange } from "./confirm-email-change.ts";
import { undoEmailChange } from "./undo-email-change.ts";

const now = new Date("2026-11-01T12:00:00Z");

async function moved(tx: Tx, { to, isProven = true }: { to: string; isProven?: boolean }) {
  const owner = await makeMember(tx);
  const { orgId } = owner;
  const person = await makeMember(tx, { orgId, role: "developer" });
  const domain = `${person.userId.toLowerCase().replace("_", "-")}.example`;
  const email = `ada@${domain}`;
  await tx.user.update({ where: { id: person.userId }, data: { email } });
  const names = [domain, `second.${domain}`];
  await tx.organisationDomain.createMany({
    data: names.map((name) => ({
      ...{ id: newId("dom"), orgId, domain: name, challenge: "x", createdBy: owner.userId },
      verifiedAt: isProven ? now : null,
    })),
  });
  const { orgId: asked } = await makeMember(tx);
  const requestId = newId("jrq");
  await tx.joinRequest.create({ data: { id: requestId, orgId: asked, userId: person.userId, domain } });
  const newEmail = to.replace("DOMAIN", domain);
  await tx.emailChange.create({
    data: {
      ...{ id: newId("emc"), userId: person.userId, oldEmail: email, newEmail, tokenHash: sha256Hex(domain) },
      ...{ undoHashes: [sha256Hex(`undo ${domain}`)], createdAt: now },
      ...{ expiresAt: new Date("2026-11-02"), undoExpiresAt: new Date("2026-11-08") },
    },
  });
  const caller = { ...person, email };
  await confirmEmailChange(ctxOf(tx, caller, now), { token: domain });
  const told = () =>
    tx.outboxMail.count({ where: { toAddress: owner.email, template: "member-address-moved" } });
  const recorded = () =>
    tx.auditEvent.count({ where: { orgId, target: person.userId, action: "member.address_moved" } });
  const isMember = await tx.membership.count({ where: { orgId, userId: person.userId } });
  const request = await tx.joinRequest.findUniqueOrThrow({ where: { id: requestId } });
  return { told, recorded, isMember, request, undo: `undo ${domain}` };
}

test("a member who moves away from the organisation's domain stays a member, and its owners hear of it", () =>
  inRollback(async (tx) => {
    const { told, recorded, isMember, request, undo } = await moved(tx, { to: "ada@private.example" });
    expect([await told(), await recorded(), isMember]).toEqual([1, 1, 1]);
    expect(request.state).toBe("withdrawn");
    // The way back is no way out of the organisation's domains.
    await undoEmailChange(ctxOf(tx, { kind: "visitor" }, now), { token: undo });
    expect([await told(), await recorded()]).toEqual([1, 1]);
  }));

test.each([
  ["to another address at the same domain", { to: "lovelace@DOMAIN" }, "pending"],
  ["to another of the organisation's domains", { to: "ada@second.DOMAIN" }, "withdrawn"],
  ["away from a domain that nobody proved", { to: "ada@private.example", isProven: false }, "withdrawn"],
])("a move %s is nobody's news; a request to join lasts as long as the domain", (_what, move, state) =>
  inRollback(async (tx) => {
    const { told, recorded, isMember, request } = await moved(tx, move);
    expect([await told(), await recorded(), isMember]).toEqual([0, 0, 1]);
    expect(request.state).toBe(state);
  }),
);
