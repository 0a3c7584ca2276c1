import { expect, test } from "vitest";
import type { Tx } from "./db.ts";
import { mutate } from "./mutate.ts";
import { Refusal } from "./refusal.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "./testing/world.ts";

test("what is done is audited with who, what, where and under which request", () =>
  inRollback(async (tx) => {
    const caller = await makeMember(tx);
    const ctx = ctxOf(tx, caller);
    await mutate(ctx, async () => ({
      value: 1,
      audit: { action: "thing.made", target: "thing_1", targetName: "A thing" },
    }));
    const event = await tx.auditEvent.findFirstOrThrow({ where: { requestId: ctx.requestId } });
    expect(event).toMatchObject({
      action: "thing.made",
      target: "thing_1",
      orgId: caller.orgId,
      actorKind: "member",
      actorId: caller.userId,
    });
  }));

test("a refusal inside a mutation leaves no audit event", () =>
  inRollback(async (tx) => {
    const ctx = ctxOf(tx, await makeMember(tx));
    expect(
      await refusalOf(
        mutate(ctx, async () => {
          throw new Refusal("conflict", "No.");
        }),
      ),
    ).toBe("conflict");
    expect(await tx.auditEvent.count({ where: { requestId: ctx.requestId } })).toBe(0);
  }));

async function viewing(tx: Tx, isReadOnly: boolean) {
  const viewer = await makeMember(tx, { platformRole: "admin" });
  const subject = await makeMember(tx);
  const endsAt = new Date("2026-11-01T12:30:00Z");
  const viewAs = { id: "view_1", viewer, subject: subject.name, isReadOnly, reason: "Ticket 7", endsAt };
  return { viewer, subject, ctx: ctxOf(tx, { ...subject, viewAs }) };
}

test("while viewing as somebody to look, every write is refused before it begins", () =>
  inRollback(async (tx) => {
    const { ctx } = await viewing(tx, true);
    let isBegun = false;
    const work = async () => {
      isBegun = true;
      return { value: 1, audit: { action: "app.updated", target: "app_1" } };
    };
    expect(await refusalOf(mutate(ctx, work))).toBe("not_allowed");
    expect(isBegun).toBe(false);
  }));

test("what is done on behalf of somebody names the viewer as its actor, and whose behalf it was", () =>
  inRollback(async (tx) => {
    const { ctx, viewer, subject } = await viewing(tx, false);
    await mutate(ctx, async () => ({ value: 1, audit: { action: "app.updated", target: "app_1" } }));
    expect(await tx.auditEvent.findFirstOrThrow({ where: { requestId: ctx.requestId } })).toMatchObject({
      actorId: viewer.userId,
      actorLabel: `${viewer.email} on behalf of ${subject.email}`,
      orgId: subject.orgId,
      detail: { onBehalfOfId: subject.userId, view: "view_1", reason: "Ticket 7" },
    });
  }));

test("no secret is made, no role changed and no account touched on behalf of somebody", () =>
  inRollback(async (tx) => {
    const { ctx } = await viewing(tx, false);
    for (const action of [
      "key.issued",
      "access_token.issued",
      "user.password_changed",
      "member.role_set",
      "anything.new",
    ]) {
      const work = mutate(ctx, async () => ({ value: 1, audit: { action, target: "x" } }));
      expect(await refusalOf(work)).toBe("not_allowed");
    }
    expect(await tx.auditEvent.count({ where: { requestId: ctx.requestId } })).toBe(0);
  }));

test("what people do to their own account is in no organisation's log; what a directory does to one is in its own", () =>
  inRollback(async (tx) => {
    const caller = await makeMember(tx);
    const { orgId, orgName } = caller;
    const orgsOf = async (ctx: ReturnType<typeof ctxOf>) => {
      const actions = ["user.email_change_asked", "factor.passkey_added", "session.revoked", "app.updated"];
      const audit = actions.map((action) => ({ action, target: "x" }));
      await mutate(ctx, async () => ({ value: null, audit }));
      const events = await tx.auditEvent.findMany({ where: { requestId: ctx.requestId } });
      return actions.map((action) => events.find((event) => event.action === action)?.orgId);
    };
    expect(await orgsOf(ctxOf(tx, caller))).toEqual([null, null, null, orgId]);
    const directory = { kind: "scim" as const, tokenId: "scim_1", orgId, orgName };
    expect(await orgsOf(ctxOf(tx, directory))).toEqual([orgId, orgId, orgId, orgId]);
  }));

test("whoever has yet to accept the terms looks after their own account and nobody else's", () =>
  inRollback(async (tx) => {
    const ctx = ctxOf(tx, { ...(await makeMember(tx)), outstandingTerms: 2 });
    const act = (action: string) => mutate(ctx, async () => ({ value: 1, audit: { action, target: "x" } }));
    for (const action of [
      ...["user.password_changed", "user.email_changed", "user.signed_out", "user.profile_updated"],
      ...["session.revoked", "factor.totp_added", "terms.accepted", "user.suspended", "key.revoked"],
    ])
      expect(await act(action), action).toBe(1);
    for (const action of [
      ...["user.platform_role_set", "user.created", "user.approved", "user.restored", "user.sign_in_reset"],
      "app.registered",
    ])
      expect(await refusalOf(act(action)), action).toBe("not_allowed");
  }));
