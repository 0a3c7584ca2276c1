import { afterEach, expect, test } from "vitest";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { endsOf, openCtx, queuedBehind, sweep } from "#server/platform/testing/at-once.ts";
import { makeMember } from "#server/platform/testing/world.ts";
import { createClient } from "./create-client.ts";

const MOST = 50;
const now = new Date("2026-11-01T12:00:00Z");
const made: { userIds: string[]; appIds: string[] } = { userIds: [], appIds: [] };

afterEach(async () => {
  await db().oAuthClient.deleteMany({ where: { appId: { in: made.appIds } } });
  await db().app.deleteMany({ where: { id: { in: made.appIds.splice(0) } } });
  await sweep(made.userIds.splice(0));
});

test("of two clients asked for at once where one more has room, one is created", async () => {
  const owner = await makeMember(db());
  const { orgId, teamId, userId } = owner;
  const appId = newId("app");
  made.userIds.push(userId);
  made.appIds.push(appId);
  await db().app.create({ data: { id: appId, orgId, teamId, name: "Departures" } });
  const client = { orgId, appId, name: "Earlier", environment: "sandbox", createdBy: userId } as const;
  await db().oAuthClient.createMany({
    data: Array.from({ length: MOST - 1 }, () => ({ ...client, id: newId("client") })),
  });
  const create = () => createClient(openCtx(owner, now), { appId, name: "Server", environment: "sandbox" });
  const both = await queuedBehind({ table: "App", where: { id: appId } }, [create, create]);
  expect(endsOf(both)).toEqual(["done", "limit_reached"]);
  expect(await db().oAuthClient.count({ where: { appId } })).toBe(MOST);
});
