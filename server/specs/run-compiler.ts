import type { Worker } from "node:worker_threads";
import { Refusal } from "#server/platform/refusal.ts";
import type { CompileMessage, CompileOrder } from "./compiler/messages.ts";
import { MEGABYTE, memoryFor, startThread, Turns, watchTime } from "./limited-thread.ts";
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

const EXAMPLES_LIMIT_MS = 5_000;

const BUSY =
  "This machine is too busy to compile the document just now. Nothing was published: try it again later.";

const turns = new Turns(2, 20, "Many documents are being compiled just now. Try again in a minute.");

/** Compiles in a worker thread with limits on memory and time. Refuses a bad document with its findings. */
export async function runCompiler(order: CompileOrder): Promise<CompilerRun> {
  await turns.take();
  let handedOver = false;
  const worker = startThread("compile-worker.ts", order, memoryFor(order.bytes.length));
  const end = (): void => {
    void worker.terminate();
    turns.give();
  };
  try {
    const compiled = await firstMessage(worker, cpuLimitMs(order));
    handedOver = true;
    return { compiled, examples: exampleLint(worker, order).finally(end) };
  } finally {
    if (!handedOver) end();
  }
}

function cpuLimitMs({ bytes }: CompileOrder): number {
  return Math.min(60_000, 10_000 + Math.ceil((bytes.length / MEGABYTE) * 1_500));
}

function firstMessage(worker: Worker, limitMs: number): Promise<Compiled> {
  return new Promise((done, failed) => {
    const settle = watchTime(worker, limitMs, (met) => {
      settle();
      failed(
        met === "clock"
          ? new Refusal("unavailable", BUSY)
          : limitRefusal("time-limit", `took longer than ${Math.round(limitMs / 1000)} seconds`),
      );
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
