import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { freePort } from "#scripts/ports.ts";

let child: ChildProcess | undefined;
afterEach(() => child?.kill("SIGKILL"));

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

function ask(port: number): Promise<{ status: number; connection: string | undefined }> {
  return new Promise((done, failed) => {
    request({ port, host: "127.0.0.1", path: "/", agent }, (response) => {
      response.resume().on("end", () => {
        done({ status: response.statusCode ?? 0, connection: response.headers.connection });
      });
    })
      .on("error", failed)
      .end();
  });
}

test("a stopped process ends soon although a connection stays busy, and does its last work first", async () => {
  const port = await freePort();
  const program = `import { serve } from "${import.meta.dirname}/serve.ts";
    serve({ name: "test", port: ${port}, handler: (_, response) => void setTimeout(() => response.end("ok"), 150),
      onStop: async () => console.log("last work done") });`;
  child = spawn(
    process.execPath,
    [
      "--disable-warning=ExperimentalWarning",
      "--conditions=react-server",
      "--input-type=module-typescript",
      "-e",
      program,
    ],
    {
      stdio: ["ignore", "pipe", "inherit"],
      cwd: `${import.meta.dirname}/../..`,
      env: { ...process.env, LOG_LEVEL: "info" },
    },
  );
  let output = "";
  child.stdout?.on("data", (chunk) => {
    output += chunk;
  });
  const ended = once(child, "exit");
  while (!output.includes("test listens")) await pause(50);
  expect(await ask(port)).toEqual({ status: 200, connection: "keep-alive" });

  const busy = ask(port);
  await pause(50);
  child.kill("SIGTERM");
  const startedMs = performance.now();
  // Goes on asking over the same connection for as long as it is allowed to.
  let answer = await busy;
  while (answer.connection !== "close")
    answer = await ask(port).catch(() => ({ status: 0, connection: "close" }));
  expect(await ended).toEqual([0, null]);
  expect(performance.now() - startedMs).toBeLessThan(3_000);
  expect(output).toContain("last work done");
}, 20_000);
