import { expect, test } from "vitest";
import { inviteMember } from "#server/identity/index.ts";
import type { Tx } from "#server/platform/db.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { patchPerson } from "./change-person.ts";
import { getProvisionedPerson } from "./find-people.ts";
import { joinByInvitation } from "./join-by-invitation.ts";
import { provisionGroup } from "./provision-group.ts";
import { provisionPerson } from "./provision-person.ts";
import { setGroupRole } from "./set-group-role.ts";
import { makeDirectory, oktaUser, patchOp } from "./testing/directory.ts";

async function mailedToken(tx: Tx, email: string): Promise<string> {
  const mails = await tx.outboxMail.findMany({ where: { toAddress: email, template: "invitation" } });
  return /join\?token=(\w+)/.exec(mails.at(-1)?.text ?? "")?.[1] ?? "";
}

const active = (value: boolean) => patchOp({ op: "replace", path: "active", value });

test("whoever accepts a directory's invitation is tied to it: teams and role of their groups, and it can let them go", () =>
  inRollback(async (tx) => {
    const { ctx, owner, orgId } = await makeDirectory(tx);
    const guest = await makeMember(tx);
    const { id } = await provisionPerson(ctx, oktaUser(guest.email));
    const { id: teamId } = await provisionGroup(ctx, {
      displayName: "Engines",
      members: [{ value: id }],
    });
    await setGroupRole(ctxOf(tx, owner), { teamId, role: "viewer" });
    const token = await mailedToken(tx, guest.email);
    await joinByInvitation(ctxOf(tx, guest), { token });
    const where = { orgId, userId: guest.userId };
    expect(await tx.membership.findFirst({ where })).toMatchObject({ role: "viewer" });
    expect(await tx.teamMember.count({ where: { ...where, teamId } })).toBe(1);
    expect(await tx.auditEvent.count({ where: { orgId, action: "directory_user.joined" } })).toBe(1);
    expect(await refusalOf(joinByInvitation(ctxOf(tx, guest), { token }))).toBe("not_found");
    await patchPerson(ctx, { id, body: active(false), ifMatch: null });
    expect(await tx.membership.count({ where })).toBe(0);
    expect((await getProvisionedPerson(ctx, id)).attributes.active).toBe(false);
  }));

test("deactivated before they came, the invitation opens nothing; reactivated later, they are asked anew", () =>
  inRollback(async (tx) => {
    const { ctx, orgId } = await makeDirectory(tx);
    const guest = await makeMember(tx);
    const { id } = await provisionPerson(ctx, oktaUser(guest.email));
    const token = await mailedToken(tx, guest.email);
    await patchPerson(ctx, { id, body: active(false), ifMatch: null });
    expect(await refusalOf(joinByInvitation(ctxOf(tx, guest), { token }))).toBe("not_found");
    await patchPerson(ctx, { id, body: active(true), ifMatch: null });
    const open = { orgId, email: guest.email, acceptedAt: null, revokedAt: null };
    expect(await tx.invitation.count({ where: open })).toBe(1);
    await patchPerson(ctx, { id, body: active(true), ifMatch: null });
    expect(await tx.outboxMail.count({ where: { toAddress: guest.email, template: "invitation" } })).toBe(2);
  }));

test("another address takes the invitation from the one before; a wrong person cannot use it", () =>
  inRollback(async (tx) => {
    const { ctx } = await makeDirectory(tx);
    const [wrong, right] = [await makeMember(tx), await makeMember(tx)];
    const { id } = await provisionPerson(ctx, oktaUser(wrong.email));
    const first = await mailedToken(tx, wrong.email);
    const value = [{ value: right.email, primary: true }];
    await patchPerson(ctx, { id, body: patchOp({ op: "replace", path: "emails", value }), ifMatch: null });
    expect(await refusalOf(joinByInvitation(ctxOf(tx, wrong), { token: first }))).toBe("not_found");
    const second = await mailedToken(tx, right.email);
    expect(await refusalOf(joinByInvitation(ctxOf(tx, wrong), { token: second }))).toBe("not_allowed");
    await joinByInvitation(ctxOf(tx, right), { token: second });
    expect(await tx.scimUser.findUnique({ where: { id } })).toMatchObject({ userId: right.userId });
  }));

test("a person whom the directory never named joins as ever; one who joined by hand is found at its next word", () =>
  inRollback(async (tx) => {
    const { ctx, owner, orgId } = await makeDirectory(tx);
    const [plain, named] = [await makeMember(tx), await makeMember(tx)];
    await inviteMember(ctxOf(tx, owner), { email: plain.email, role: "viewer" });
    await joinByInvitation(ctxOf(tx, plain), { token: await mailedToken(tx, plain.email) });
    const { id } = await provisionPerson(ctx, oktaUser(named.email));
    await tx.membership.create({ data: { orgId, userId: named.userId, role: "viewer" } });
    await patchPerson(ctx, { id, body: active(false), ifMatch: null });
    expect(await tx.membership.findMany({ where: { orgId, role: "viewer" } })).toMatchObject([
      { userId: plain.userId },
    ]);
  }));
