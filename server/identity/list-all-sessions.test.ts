import { expect, test } from "vitest";
import type { PlatformRole } from "#lib/platform-permissions.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { listAllSessions } from "./list-all-sessions.ts";

const now = new Date("2026-11-01T12:00:00Z");

async function signedIn(tx: Tx, platformRole: PlatformRole = "none", methods = ["password"]) {
  const member = await makeMember(tx, { platformRole });
  const { sessionId: id, userId, orgId, name } = member;
  // A word of its own for each person, so that a search finds nobody else.
  await tx.session.create({
    data: {
      id,
      userId,
      activeOrgId: orgId,
      methods,
      address: "192.0.2.7",
      expiresAt: new Date("2027-01-01"),
    },
  });
  return { member, id, q: name };
}

test("sessions that hold are listed with who, where from and by which factors; ended and expired ones are not", () =>
  inRollback(async (tx) => {
    const keeper = await signedIn(tx, "access_manager", ["password", "totp"]);
    const ctx = ctxOf(tx, keeper.member, now);
    const person = await signedIn(tx);
    const found = await listAllSessions(ctx, { q: person.q });
    expect(found).toMatchObject({
      total: 1,
      nextCursor: null,
      rows: [
        {
          id: person.id,
          user: { id: person.member.userId, email: person.member.email },
          address: "192.0.2.7",
          secondFactors: [],
          isCurrent: false,
          mayEnd: true,
        },
      ],
    });
    expect((await listAllSessions(ctx, { q: keeper.q })).rows).toMatchObject([
      { isCurrent: true, mayEnd: false, secondFactors: ["Authenticator app"] },
    ]);
    const ids = async (input: object) => (await listAllSessions(ctx, input)).rows.map(({ id }) => id);
    expect(await ids({ q: keeper.q, factor: "with" })).toEqual([keeper.id]);
    expect(await ids({ q: keeper.q, factor: "without" })).toEqual([]);
    expect(await ids({ q: person.q, factor: "without" })).toEqual([person.id]);
    expect(await ids({ q: person.q, role: "any" })).toEqual([]);
    expect(await ids({ q: keeper.q, role: "any" })).toEqual([keeper.id]);
    expect(await ids({ q: person.q, cursor: person.id })).toEqual([]);
    await tx.session.update({ where: { id: person.id }, data: { expiresAt: now } });
    expect(await ids({ q: person.q })).toEqual([]);
    const ended = { expiresAt: new Date("2027-01-01"), revokedAt: now };
    await tx.session.update({ where: { id: person.id }, data: ended });
    expect(await ids({ q: person.q })).toEqual([]);
  }));

test("auditors look and end none, access managers end no administrator's, and nobody else looks", () =>
  inRollback(async (tx) => {
    const admin = await signedIn(tx, "admin");
    const person = await signedIn(tx);
    const as = async (platformRole: PlatformRole) => ctxOf(tx, await makeMember(tx, { platformRole }), now);
    const mayEnd = async (role: PlatformRole, q: string) =>
      (await listAllSessions(await as(role), { q })).rows.map((row) => row.mayEnd);
    expect(await mayEnd("auditor", person.q)).toEqual([false]);
    expect(await mayEnd("access_manager", person.q)).toEqual([true]);
    expect(await mayEnd("access_manager", admin.q)).toEqual([false]);
    expect(await mayEnd("admin", admin.q)).toEqual([true]);
    expect(await refusalOf(listAllSessions(await as("moderator")))).toBe("not_allowed");
    expect(await refusalOf(listAllSessions(await as("none")))).toBe("not_allowed");
    expect(await refusalOf(listAllSessions(ctxOf(tx, { kind: "visitor" })))).toBe("not_signed_in");
  }));

test("a long list goes on where it stopped, and misses and repeats nobody", () =>
  inRollback(async (tx) => {
    const { member, q } = await signedIn(tx);
    const ctx = ctxOf(tx, await makeMember(tx, { platformRole: "auditor" }), now);
    const rows = Array.from({ length: 60 }, () => ({
      id: newId("ses"),
      userId: member.userId,
      expiresAt: new Date("2027-01-01"),
    }));
    await tx.session.createMany({ data: rows });
    const first = await listAllSessions(ctx, { q });
    const second = await listAllSessions(ctx, { q, cursor: first.nextCursor });
    expect([first.total, first.rows.length, second.rows.length, second.nextCursor]).toEqual([
      61,
      50,
      11,
      null,
    ]);
    const seen = [...first.rows, ...second.rows].map(({ id }) => id);
    expect(new Set(seen).size).toBe(61);
  }));
