import { expect, test } from "vitest";
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
