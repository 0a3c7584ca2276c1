import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { isFree } from "./ports.ts";
import { ScriptFault } from "./say.ts";

export interface ProcessPlan {
  name: string;
  /** Arguments of the project's own Node. */
  args: string[];
  env: Record<string, string>;
  /** Answers 2xx when the process can work. */
  readyUrl: string;
}

export interface Supervisor {
  /** Resolves once every process answered its readyUrl. */
  ready: Promise<void>;
  /** Stops every process and waits for their ends. */
  stop(): Promise<void>;
}

const RESTART_MS = [500, 1_000, 2_000, 5_000, 10_000];
const KILL_AFTER_MS = 12_000;

/** Runs the processes side by side; one that dies is started again, more slowly each time it dies young. */
export function supervise(plans: ProcessPlan[], print: (line: string) => void): Supervisor {
  let isStopping = false;
  const children = new Map<string, ChildProcess>();

  function start(plan: ProcessPlan, deaths: number): void {
    const startedAt = performance.now();
    const child = spawn(process.execPath, plan.args, {
      env: { ...process.env, ...plan.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    children.set(plan.name, child);
    forward(child.stdout, plan.name, print);
    forward(child.stderr, plan.name, print);
    child.once("exit", (code, signal) => {
      children.delete(plan.name);
      if (isStopping) return;
      const young = performance.now() - startedAt < 30_000 ? deaths : 0;
      const waitMs = RESTART_MS[Math.min(young, RESTART_MS.length - 1)] ?? 10_000;
      print(`[supervisor] ${plan.name} ended (${signal ?? code}); starting it again in ${waitMs / 1_000} s`);
      setTimeout(() => !isStopping && start(plan, young + 1), waitMs);
    });
  }

  // However this process ends, its children end with it.
  process.once("exit", () => {
    for (const child of children.values()) child.kill("SIGTERM");
  });
  async function startAll(): Promise<void> {
    for (const { name, readyUrl } of plans) await refuseTakenPort(name, readyUrl);
    for (const plan of plans) if (!isStopping) start(plan, 0);
    await Promise.all(plans.map((plan) => untilReady(plan, () => isStopping)));
  }

  return {
    ready: startAll(),
    async stop() {
      isStopping = true;
      await Promise.all([...children.values()].map(stopChild));
    },
  };
}

function forward(stream: NodeJS.ReadableStream | null, name: string, print: (line: string) => void): void {
  let rest = "";
  stream?.on("data", (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.trim()) print(`[${name}] ${line}`);
  });
}

/** Whoever else listens there would answer for a child that never started. */
async function refuseTakenPort(name: string, readyUrl: string): Promise<void> {
  const port = Number(new URL(readyUrl).port);
  if (!(await isFree(port))) {
    throw new ScriptFault(
      `Port ${port}, wanted for ${name}, is taken by another program. Stop it or choose another port.`,
    );
  }
}

async function untilReady(plan: ProcessPlan, isStopping: () => boolean): Promise<void> {
  for (let tries = 0; tries < 600 && !isStopping(); tries++) {
    const answer = await fetch(plan.readyUrl).catch(() => undefined);
    if (answer?.ok) return;
    await pause(200);
  }
  if (!isStopping())
    throw new ScriptFault(`${plan.name} did not become ready within two minutes (${plan.readyUrl}).`);
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  child.kill("SIGTERM");
  const force = setTimeout(() => child.kill("SIGKILL"), KILL_AFTER_MS);
  await ended;
  clearTimeout(force);
}
