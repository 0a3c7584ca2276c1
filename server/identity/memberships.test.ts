import { expect, test } from "vitest";
import { findMember } from "#server/platform/session-row.ts";
import { ctxOf, inRollback, makeMember } from "#server/platform/testing/world.ts";
import { insertMembership } from "./store.ts";

test("a new member works in the team that was named, or in the first, and their session knows", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const { orgId, teamId } = owner;
    const { now } = ctxOf(tx, owner);
    await tx.team.create({ data: { id: `${teamId}b`, orgId, slug: "second", name: "Second" } });
    const [one, two, three] = [await makeMember(tx), await makeMember(tx), await makeMember(tx)];
    const stranger = await makeMember(tx);
    const join = (userId: string, asked?: string) =>
      insertMembership(tx, { orgId, userId, role: "developer", teamId: asked ?? null }, now);
    expect(await join(one.userId)).toBe(teamId);
    expect(await join(two.userId, `${teamId}b`)).toBe(`${teamId}b`);
    // Another organisation's team, or one that is gone by now.
    expect(await join(three.userId, stranger.teamId)).toBe(teamId);
    await tx.session.create({
      data: { id: two.sessionId, userId: two.userId, activeOrgId: orgId, expiresAt: new Date("2027-01-01") },
    });
    expect(await findMember(tx, two.sessionId, now)).toMatchObject({ orgId, teamIds: [`${teamId}b`] });
  }));

test("whoever leaves an organisation leaves its teams", () =>
  inRollback(async (tx) => {
    const { orgId, userId } = await makeMember(tx);
    await tx.membership.delete({ where: { orgId_userId: { orgId, userId } } });
    expect(await tx.teamMember.count({ where: { userId } })).toBe(0);
  }));
