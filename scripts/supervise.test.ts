import { writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { freePort } from "./ports.ts";
import { type Supervisor, supervise } from "./supervise.ts";

let supervisor: Supervisor | undefined;
afterEach(() => supervisor?.stop());

/** A process that tells its pid over HTTP, and on SIGTERM says goodbye before it ends. */
async function plan(): Promise<{
  name: string;
  args: string[];
  env: Record<string, string>;
  readyUrl: string;
}> {
  const file = join(await mkdtemp(join(tmpdir(), "supervise-")), "child.mjs");
  writeFileSync(
    file,
    `import { createServer } from "node:http";
     const server = createServer((_, response) => response.end(String(process.pid))).listen(process.env.CHILD_PORT);
     process.on("SIGTERM", () => { console.log("goodbye"); server.close(); server.closeAllConnections(); });`,
  );
  const port = await freePort();
  return {
    name: "child",
    args: [file],
    env: { CHILD_PORT: String(port) },
    readyUrl: `http://127.0.0.1:${port}/`,
  };
}

const pidAt = async (url: string): Promise<number> =>
  Number(
    await fetch(url)
      .then((answer) => answer.text())
      .catch(() => "0"),
  );

test("a child that is killed is started again and answers under a new pid", async () => {
  const child = await plan();
  const lines: string[] = [];
  supervisor = supervise([child], (line) => lines.push(line));
  await supervisor.ready;
  const first = await pidAt(child.readyUrl);
  process.kill(first, "SIGKILL");

  let second = 0;
  for (let tries = 0; tries < 100 && (second === 0 || second === first); tries++) {
    await pause(100);
    second = await pidAt(child.readyUrl);
  }
  expect(second).toBeGreaterThan(0);
  expect(second).not.toBe(first);
  expect(lines.some((line) => line.includes("child ended (SIGKILL)"))).toBe(true);
});

test("stopping lets a child finish, and leaves none behind", async () => {
  const child = await plan();
  const lines: string[] = [];
  supervisor = supervise([child], (line) => lines.push(line));
  await supervisor.ready;
  const pid = await pidAt(child.readyUrl);
  await supervisor.stop();
  expect(lines).toContain("[child] goodbye");
  expect(() => process.kill(pid, 0)).toThrow();
});
