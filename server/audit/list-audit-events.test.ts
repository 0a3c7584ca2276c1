import { expect, test } from "vitest";
import type { Tx } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { exportAuditCsv, exportAuditJson } from "./export-audit.ts";
import { listAuditActions, listAuditEvents } from "./list-audit-events.ts";

type Member = Awaited<ReturnType<typeof makeMember>>;

async function act(
  tx: Tx,
  member: Member,
  action: string,
  day: number,
  targetName = "A thing",
): Promise<void> {
  const ctx = ctxOf(tx, member, new Date(Date.UTC(2026, 8, day, 12)));
  await mutate(ctx, async () => ({ value: null, audit: { action, target: `thing_${day}`, targetName } }));
}

async function all(pieces: AsyncGenerator<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

test("an owner reads their own organisation's events and nobody else's; an administrator reads both", () =>
  inRollback(async (tx) => {
    const [ours, theirs] = [await makeMember(tx), await makeMember(tx)];
    const admin = await makeMember(tx, { platformRole: "admin" });
    await act(tx, ours, "thing.made", 1);
    await act(tx, theirs, "thing.made", 2);
    const seen = await listAuditEvents(ctxOf(tx, ours));
    expect(seen.rows).toMatchObject([
      { action: "thing.made", orgId: ours.orgId, orgName: ours.orgName, actorLabel: ours.email },
    ]);
    expect((await listAuditEvents(ctxOf(tx, ours), { org: theirs.orgId })).rows).toEqual([]);
    expect((await listAuditEvents(ctxOf(tx, admin), { org: theirs.orgId })).rows).toHaveLength(1);
    expect(await listAuditActions(ctxOf(tx, ours))).toEqual(["thing.made"]);
  }));

test("members who are not owners, tokens and visitors read nothing, neither listed nor exported", () =>
  inRollback(async (tx) => {
    const developer = await makeMember(tx, { role: "developer" });
    const owner = await makeMember(tx);
    const token = { ...owner, kind: "token" as const, tokenId: "pat_1", scopes: ["apis:read"] };
    expect(await refusalOf(listAuditEvents(ctxOf(tx, developer)))).toBe("not_allowed");
    expect(await refusalOf(listAuditEvents(ctxOf(tx, token)))).toBe("not_allowed");
    expect(await refusalOf(listAuditEvents(ctxOf(tx, { kind: "visitor" })))).toBe("not_signed_in");
    expect(await refusalOf(all(exportAuditCsv(ctxOf(tx, developer), {})))).toBe("not_allowed");
  }));

test("events are found by actor, action, its noun, target and day", () =>
  inRollback(async (tx) => {
    const member = await makeMember(tx);
    await act(tx, member, "key.issued", 1, "CI key");
    await act(tx, member, "key.revoked", 2, "CI key");
    await act(tx, member, "app.registered", 3, "Trip planner");
    const count = async (filters: object) => (await listAuditEvents(ctxOf(tx, member), filters)).rows.length;
    expect(await count({ action: "key" })).toBe(2);
    expect(await count({ action: "key.revoked" })).toBe(1);
    expect(await count({ target: "trip PLANNER" })).toBe(1);
    expect(await count({ target: "thing_2" })).toBe(1);
    expect(await count({ actor: member.userId })).toBe(3);
    expect(await count({ actor: "nobody" })).toBe(0);
    expect(await count({ from: "2026-09-02", to: "2026-09-02" })).toBe(1);
    expect(await count({ from: "not a day", to: "" })).toBe(3);
  }));

test("pages follow one another without a gap or a repetition", () =>
  inRollback(async (tx) => {
    const member = await makeMember(tx);
    const at = new Date("2026-09-01T12:00:00Z");
    for (let i = 0; i < 60; i++) {
      await mutate(ctxOf(tx, member, at), async () => ({
        value: null,
        audit: { action: "thing.made", target: `thing_${i}` },
      }));
    }
    const first = await listAuditEvents(ctxOf(tx, member));
    const second = await listAuditEvents(ctxOf(tx, member), { cursor: first.nextCursor });
    expect(second.nextCursor).toBeNull();
    expect(new Set([...first.rows, ...second.rows].map(({ target }) => target)).size).toBe(60);
  }));

test("an export is whole, its cells are quoted, and nothing in it becomes a formula", () =>
  inRollback(async (tx) => {
    const member = await makeMember(tx);
    await act(tx, member, "thing.made", 1, '=HYPERLINK("http://evil.test","x")');
    await act(tx, member, "thing.made", 2, "@SUM(1)");
    const lines = (await all(exportAuditCsv(ctxOf(tx, member), {}))).trimEnd().split("\r\n");
    expect(lines).toHaveLength(3);
    expect(lines[2]).toContain(`"'=HYPERLINK(""http://evil.test"",""x"")"`);
    expect(lines[1]).toContain(`"'@SUM(1)"`);
    const json = (await all(exportAuditJson(ctxOf(tx, member), {}))).trimEnd().split("\n");
    expect(json.map((line) => JSON.parse(line).target)).toEqual(["thing_2", "thing_1"]);
  }));

test("filters that no event can fit, and that the database could not be asked about, count as not given", () =>
  inRollback(async (tx) => {
    const ours = await makeMember(tx);
    await act(tx, ours, "thing.made", 1);
    const filters = { actor: "\0", target: "\0", from: "0000-01-01", cursor: "1.aud_\0" };
    expect((await listAuditEvents(ctxOf(tx, ours), filters)).rows).toHaveLength(1);
  }));
