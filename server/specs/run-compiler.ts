import { existsSync } from "node:fs";
import { join } from "node:path";
import { type ResourceLimits, Worker } from "node:worker_threads";
import { Refusal } from "#server/platform/refusal.ts";
import type { CompileMessage, CompileOrder } from "./compiler/messages.ts";
import type { Finding, Severity } from "./schema.ts";

type Compiled = Extract<CompileMessage, { kind: "compiled" }>;

export interface ExampleLint {
  findings: Finding[];
  counts: Record<Severity, number>;
}

interface CompilerRun {
  compiled: Compiled;
  /** The example rules go on while the caller stores; settles within their own limit. */
  examples: Promise<ExampleLint>;
}

const MEGABYTE = 1024 * 1024;
const EXAMPLES_LIMIT_MS = 5_000;
const MAX_AT_ONCE = 2;
const MAX_WAITING = 20;

let running = 0;
const waiting: (() => void)[] = [];

/** Compiles in a worker thread with limits on memory and time. Refuses a bad document with its findings. */
export async function runCompiler(order: CompileOrder): Promise<CompilerRun> {
  await takeTurn();
  let handedOver = false;
  const worker = startWorker(order);
  const end = (): void => {
    void worker.terminate();
    giveTurn();
  };
  try {
    const compiled = await firstMessage(worker, cpuLimitMs(order));
    handedOver = true;
    return { compiled, examples: exampleLint(worker, order).finally(end) };
  } finally {
    if (!handedOver) end();
  }
}

function startWorker(order: CompileOrder): Worker {
  return new Worker(workerFile(), {
    workerData: order,
    env: {},
    execArgv: ["--disable-warning=ExperimentalWarning"],
    stdout: true,
    stderr: true,
    resourceLimits: limitsFor(order),
  });
}

/** Chosen at run time so that Next's bundler leaves it alone: Node runs the file as it is. */
function workerFile(): string {
  const name = "compile-worker.ts";
  const beside = join(import.meta.dirname ?? "/nowhere", name);
  return existsSync(/* turbopackIgnore: true */ beside)
    ? beside
    : join(/* turbopackIgnore: true */ process.cwd(), "server", "specs", name);
}

/** Small documents get little, so that a bomb hurts little; 25 MB of real document need about 1.1 GB. */
function limitsFor({ bytes }: CompileOrder): ResourceLimits {
  const heapMb = Math.min(1_400, 512 + Math.ceil((bytes.length / MEGABYTE) * 26));
  return { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 64, stackSizeMb: 16 };
}

/** Processor time, so that a busy machine refuses nothing it would accept when idle; the clock is only a backstop. */
function cpuLimitMs({ bytes }: CompileOrder): number {
  return Math.min(60_000, 10_000 + Math.ceil((bytes.length / MEGABYTE) * 1_500));
}

/** Calls back once when the worker has used up its processor time, or three times that by the clock. */
function watchTime(worker: Worker, limitMs: number, onLimit: () => void): () => void {
  const backstop = setTimeout(onLimit, limitMs * 3);
  const check = setInterval(async () => {
    // Rejects when the worker has ended meanwhile.
    const used = await worker.cpuUsage().catch(() => undefined);
    if (used && (used.user + used.system) / 1_000 > limitMs) onLimit();
  }, 250);
  return () => {
    clearTimeout(backstop);
    clearInterval(check);
  };
}

function firstMessage(worker: Worker, limitMs: number): Promise<Compiled> {
  return new Promise((done, failed) => {
    const settle = watchTime(worker, limitMs, () => {
      settle();
      failed(limitRefusal("time-limit", `took longer than ${Math.round(limitMs / 1000)} seconds`));
    });
    worker.on("message", (message: CompileMessage) => {
      if (message.kind === "examples") return;
      settle();
      if (message.kind === "compiled") done(message);
      else failed(documentRefusal(message.message, message.findings));
    });
    worker.once("error", (error: Error & { code?: string }) => {
      settle();
      if (error.code === "ERR_WORKER_OUT_OF_MEMORY")
        failed(limitRefusal("memory-limit", "needs more memory than allowed"));
      else failed(error);
    });
    worker.once("exit", (code) => {
      settle();
      failed(new Error(`The compiler ended with code ${code} before it answered.`));
    });
  });
}

/** A pattern may run for ever against an example; then the result is "not finished", never a refusal. */
function exampleLint(worker: Worker, { bytes }: CompileOrder): Promise<ExampleLint> {
  const unfinished: ExampleLint = {
    findings: [
      {
        rule: "examples-not-checked",
        severity: "info",
        message: "Checking the examples against their schemas took too long and was not finished.",
        line: 0,
        column: 0,
        pointer: "",
        hint: "A “pattern” with nested repetition can take for ever; simplify it.",
      },
    ],
    counts: { error: 0, warning: 0, info: 1 },
  };
  return new Promise((done) => {
    const giveUp = (): void => done(unfinished);
    const timer = setTimeout(giveUp, EXAMPLES_LIMIT_MS + Math.ceil((bytes.length / MEGABYTE) * 300));
    const finish = (result: ExampleLint): void => {
      clearTimeout(timer);
      done(result);
    };
    worker.on("message", (message: CompileMessage) => {
      if (message.kind === "examples") finish({ findings: message.findings, counts: message.counts });
    });
    worker.once("error", giveUp);
    worker.once("exit", giveUp);
  });
}

function limitRefusal(rule: string, what: string): Refusal {
  const message = `Compiling the document ${what}.`;
  const hint = "Look for YAML aliases or references that multiply, or split the document.";
  return documentRefusal(message, [
    { rule, severity: "error", message, line: 0, column: 0, pointer: "", hint },
  ]);
}

export function documentRefusal(message: string, findings: Finding[]): Refusal {
  const tooLarge = findings.some((finding) => finding.rule === "too-large");
  return new Refusal(tooLarge ? "too_large" : "invalid_input", message, { document: message }, { findings });
}

async function takeTurn(): Promise<void> {
  if (running < MAX_AT_ONCE) {
    running++;
    return;
  }
  if (waiting.length >= MAX_WAITING)
    throw new Refusal("unavailable", "Many documents are being compiled just now. Try again in a minute.");
  await new Promise<void>((go) => waiting.push(go));
}

function giveTurn(): void {
  const next = waiting.shift();
  if (next) next();
  else running--;
}
