import { existsSync } from "node:fs";
import { join } from "node:path";
import { type ResourceLimits, Worker } from "node:worker_threads";
import { Refusal } from "#server/platform/refusal.ts";

export const MEGABYTE = 1024 * 1024;

/** Starts `file` of server/specs in a thread without environment, within limits of memory. */
export function startThread(file: string, workerData: object, resourceLimits: ResourceLimits): Worker {
  return new Worker(fileBeside(file), {
    workerData,
    env: {},
    execArgv: ["--disable-warning=ExperimentalWarning"],
    stdout: true,
    stderr: true,
    resourceLimits,
  });
}

/** Chosen at run time so that Next's bundler leaves it alone: Node runs the file as it is. */
function fileBeside(name: string): string {
  const beside = join(import.meta.dirname ?? "/nowhere", name);
  return existsSync(/* turbopackIgnore: true */ beside)
    ? beside
    : join(/* turbopackIgnore: true */ process.cwd(), "server", "specs", name);
}

/** Small documents get little, so that a bomb hurts little; 25 MB of real document need about 1.1 GB. */
export function memoryFor(byteLength: number): ResourceLimits {
  const heapMb = Math.min(1_400, 512 + Math.ceil((byteLength / MEGABYTE) * 26));
  return { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 64, stackSizeMb: 16 };
}

/** Which limit was met: the thread's own processor time, or the clock, because the machine gave it too little. */
export type LimitMet = "processor" | "clock";

/**
 * Calls back once when the worker has used up its processor time, or ten times that by the clock. Processor time, so
 * that a busy machine refuses nothing it would accept when idle; the clock is only a backstop.
 */
export function watchTime(worker: Worker, limitMs: number, onLimit: (met: LimitMet) => void): () => void {
  const backstop = setTimeout(() => onLimit("clock"), limitMs * 10);
  const check = setInterval(async () => {
    // Rejects when the worker has ended meanwhile.
    const used = await worker.cpuUsage().catch(() => undefined);
    if (used && (used.user + used.system) / 1_000 > limitMs) onLimit("processor");
  }, 250);
  return () => {
    clearTimeout(backstop);
    clearInterval(check);
  };
}

/** The limit of memory besides those of time. */
type AnyLimit = LimitMet | "memory";

/** The worker's first message; rejects with what `refusalOf` makes of the limit that it met before. */
export function firstAnswer<Answer>(
  worker: Worker,
  limitMs: number,
  refusalOf: (met: AnyLimit) => Refusal,
): Promise<Answer> {
  return new Promise((done, failed) => {
    const settle = watchTime(worker, limitMs, (met) => {
      settle();
      failed(refusalOf(met));
    });
    worker.once("message", (answer: Answer) => {
      settle();
      done(answer);
    });
    worker.once("error", (error: Error & { code?: string }) => {
      settle();
      failed(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? refusalOf("memory") : error);
    });
    worker.once("exit", (code) => {
      settle();
      failed(new Error(`The thread ended with code ${code} before it answered.`));
    });
  });
}

interface Waiting {
  holder: string;
  go: () => void;
}

/**
 * Lets so many at a time in; the others wait, and who finds the waiting room full is refused. Who tells a holder other
 * than "" shares one half of the turns and of the room with all who tell the same.
 */
export class Turns {
  readonly #atOnce: number;
  readonly #mostWaiting: number;
  readonly #fullMessage: string;
  readonly #waiting: Waiting[] = [];
  readonly #running: string[] = [];

  constructor(atOnce: number, mostWaiting: number, fullMessage: string) {
    this.#atOnce = atOnce;
    this.#mostWaiting = mostWaiting;
    this.#fullMessage = fullMessage;
  }

  async take(holder = ""): Promise<void> {
    if (this.#mayRun(holder)) {
      this.#running.push(holder);
      return;
    }
    const own = holder === "" ? 0 : this.#waiting.filter((one) => one.holder === holder).length;
    if (this.#waiting.length >= this.#mostWaiting || own >= this.#mostWaiting / 2)
      throw new Refusal("unavailable", this.#fullMessage);
    await new Promise<void>((go) => this.#waiting.push({ holder, go }));
  }

  give(holder = ""): void {
    this.#running.splice(this.#running.indexOf(holder), 1);
    const index = this.#waiting.findIndex((one) => this.#mayRun(one.holder));
    const next = index < 0 ? undefined : this.#waiting.splice(index, 1)[0];
    if (!next) return;
    this.#running.push(next.holder);
    next.go();
  }

  #mayRun(holder: string): boolean {
    if (this.#running.length >= this.#atOnce) return false;
    const own = holder === "" ? 0 : this.#running.filter((one) => one === holder).length;
    return own < this.#atOnce / 2;
  }
}
