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
    child.once("error", failed);
    child.once("exit", (code) => done(code ?? 1));
  });
}

/** Runs `stop` once on Ctrl-C or SIGTERM, then ends. */
export function onStop(stop: () => Promise<void>): void {
  let isStopping = false;
  const once = (): void => {
    if (isStopping) return;
    isStopping = true;
    void stop().finally(() => process.exit(0));
  };
  process.on("SIGINT", once);
  process.on("SIGTERM", once);
}
