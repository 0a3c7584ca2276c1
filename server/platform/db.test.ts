import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { closeDb, createDb, db, inTime, transact } from "./db.ts";
import { env } from "./env.ts";
import { randomBase62 } from "./ids.ts";
import { refusalOf } from "./testing/world.ts";

afterAll(closeDb);

test("connections cut at any moment fail their queries and nothing else, and the next query works", async () => {
  const name = `cut-${randomBase62(8)}`;
  const url = new URL(env().DATABASE_URL);
  url.searchParams.set("application_name", name);
  const client = createDb(url.href, 4);
  let isOver = false;
  const ask = async (): Promise<void> => {
    while (!isOver) {
      await client.$executeRaw`SELECT 1`.catch(() => undefined);
      await client.$transaction((tx) => tx.$executeRaw`SELECT 1`).catch(() => undefined);
    }
  };
  const asking = [ask(), ask(), ask(), ask()];
  for (let round = 0; round < 40; round++) {
    await db()
      .$executeRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = ${name}`;
    await pause(20);
  }
  isOver = true;
  await Promise.all(asking);
  // What nobody listened for would have ended the process here, which fails the test.
  expect(await client.$queryRaw`SELECT 1 AS one`).toEqual([{ one: 1 }]);
  await client.$disconnect();
}, 30_000);

test("a transaction or a statement that takes too long is a no that says to try again, with nothing kept", async () => {
  const slow = transact({}, (tx) => tx.$executeRaw`SELECT pg_sleep(0.6)`, { limitMs: 100 });
  expect(await refusalOf(slow)).toBe("unavailable");
  const cancelled = db().$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL statement_timeout = 50`;
    await tx.$executeRaw`SELECT pg_sleep(5)`;
  });
  expect(await refusalOf(inTime(cancelled))).toBe("unavailable");
});

test("what fails for another reason stays the failure it is", async () => {
  await expect(transact({}, (tx) => tx.$executeRaw`SELECT timeout`)).rejects.toThrow(/does not exist/);
});
