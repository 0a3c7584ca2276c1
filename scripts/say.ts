import { spawn } from "node:child_process";

const bold = (text: string): string => `\x1b[1m${text}\x1b[0m`;

/** Announces a step, runs it, and says how long it took. */
export async function step<T>(title: string, work: () => T | Promise<T>): Promise<T> {
  process.stdout.write(`${bold(`▸ ${title}`)}\n`);
  const startedAt = performance.now();
  const value = await work();
  process.stdout.write(`  done in ${((performance.now() - startedAt) / 1_000).toFixed(1)} s\n`);
  return value;
}

/** Runs one of the project's own commands with its output shown; resolves with its exit code. */
export function run(args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, { stdio: "inherit", env: { ...process.env, ...env } });
    const end = (): boolean => child.kill();
    process.once("exit", end);
    child.once("error", failed);
    child.once("exit", (code) => {
      process.off("exit", end);
      done(code ?? 1);
    });
  });
}

/** Something that the person at the keyboard can mend: shown as its message alone, without a stack. */
export class ScriptFault extends Error {
  override readonly name = "ScriptFault";
}

const closers: (() => Promise<void>)[] = [];
let isStopping = false;

/**
 * Closes what a script has opened, newest first, when it is asked to stop: by Ctrl-C, by SIGTERM, or by the end of the
 * process that started it (npm ends on SIGTERM without handing it on). Call it as soon as there is something to close.
 */
export function onStop(close: () => Promise<void>, exitCode = 0): void {
  closers.unshift(close);
  if (closers.length > 1) return;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    console.log("\nStopping…");
    void closeAll().finally(() => {
      console.log("Stopped.");
      process.exit(exitCode);
    });
  };
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop(), 500).unref();
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  process.on("uncaughtException", (error) => {
    if (isStopping) return; // a step that was cut off by the stop
    console.error(`\n✗ ${MENDABLE.has(error.name) ? error.message : (error.stack ?? error)}`);
    isStopping = true;
    void closeAll().finally(() => process.exit(1));
  });
}

const MENDABLE = new Set(["ScriptFault", "EnvironmentFault"]);

async function closeAll(): Promise<void> {
  for (const close of closers) await close().catch((error: unknown) => console.error(error));
}
