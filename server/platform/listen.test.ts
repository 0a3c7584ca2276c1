import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { closeDb, db } from "./db.ts";
import { env } from "./env.ts";
import { randomBase62 } from "./ids.ts";
import { listen } from "./listen.ts";

afterAll(closeDb);

/** A way to the database on which everything can fall silent without any connection being closed. */
async function openWay() {
  const database = new URL(env().DATABASE_URL);
  const silent = new Set<Socket>();
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(database.port), database.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.on("data", (chunk) => silent.has(from) || to.write(chunk));
      from.on("error", () => undefined);
      from.on("close", () => to.destroy());
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(database);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    silence: () => {
      for (const socket of open) silent.add(socket);
    },
    close: () => {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}

const until = async (isTrue: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 400 && !isTrue(); tries++) await pause(25);
  expect(isTrue()).toBe(true);
};

test("a connection that is dead without knowing is replaced, and what is sent then is heard", async () => {
  const way = await openWay();
  const channel = `portico_test_${randomBase62(8).toLowerCase()}`;
  const heard: string[] = [];
  let gaps = 0;
  const listening = listen(
    [channel],
    (_channel, payload) => heard.push(payload),
    () => gaps++,
    { url: way.url, checkEveryMs: 200, answerMs: 400 },
  );
  try {
    await until(() => gaps === 1);
    await db().$executeRaw`SELECT pg_notify(${channel}, 'one')`;
    await until(() => heard.includes("one"));
    way.silence();
    await until(() => gaps === 2);
    await db().$executeRaw`SELECT pg_notify(${channel}, 'two')`;
    await until(() => heard.includes("two"));
  } finally {
    await listening.close();
    way.close();
  }
}, 20_000);
