import { clock } from "#server/platform/clock.ts";
import type { Ctx } from "#server/platform/context.ts";
import { newId } from "#server/platform/ids.ts";
import { log } from "#server/platform/log.ts";

/** Work that every worker repeats. It must be safe when several workers run it at once. */
export interface Job {
  name: string;
  everyMs: number;
  /** A notification channel that makes the job run at once. */
  wakeOn?: string;
  run(ctx: Ctx): Promise<void>;
}

export interface RunningJob {
  wake(): void;
  /** Resolves when the run under way has ended. */
  stop(): Promise<void>;
}

/** Runs a job now and then for ever: never twice at once, and once more after a wake-up during a run. */
export function startJob(job: Job): RunningJob {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isWoken = false;
  let isStopped = false;

  async function once(): Promise<void> {
    const now = clock.now();
    try {
      await job.run({ caller: { kind: "job", name: job.name }, now, requestId: newId("req", now) });
    } catch (error) {
      log().error({ err: error, job: job.name }, "job failed");
    }
  }

  function go(): void {
    clearTimeout(timer);
    if (isStopped) return;
    if (running) {
      isWoken = true;
      return;
    }
    running = once().then(() => {
      running = undefined;
      const isAgain = isWoken;
      isWoken = false;
      if (isAgain) go();
      else if (!isStopped) timer = setTimeout(go, job.everyMs);
    });
  }

  go();
  return {
    wake: go,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
