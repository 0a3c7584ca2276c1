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
