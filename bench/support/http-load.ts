import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";

export interface Load {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Answers other than 2xx. */
  refused: number;
}

export interface LoadPlan {
  port: number;
  /** Whole requests, head and all, sent in turn for ever. */
  requests: string[];
  seconds: number;
  connections: number;
}

export const hasWrk = spawnSync("wrk", ["--version"]).error === undefined;

/** Sends requests as fast as they are answered: with wrk where it is installed, else from a worker thread. */
export function loadHttp(plan: LoadPlan): Promise<Load> {
  return hasWrk ? withWrk(plan) : withWorker(plan);
}

async function withWrk({ port, requests, seconds, connections }: LoadPlan): Promise<Load> {
  const folder = mkdtempSync(join(tmpdir(), "portico-bench-"));
  try {
    // One thread, and therefore one script that walks through all requests in their order.
    writeFileSync(join(folder, "requests"), requests.join("\0"));
    writeFileSync(
      join(folder, "script.lua"),
      `local requests, n = {}, 0
       for text in io.open("${folder}/requests", "rb"):read("*a"):gmatch("[^%z]+") do requests[#requests + 1] = text end
       function request() n = n % #requests + 1; return requests[n] end
       function done(summary, latency)
         io.write(string.format("RESULT %d %d %f %f %d\\n", summary.requests, summary.duration,
           latency:percentile(50), latency:percentile(99), summary.errors.status + summary.errors.read + summary.errors.timeout))
       end`,
    );
    const run = spawnSync(
      "wrk",
      [
        "-t1",
        `-c${connections}`,
        `-d${seconds}s`,
        "-s",
        join(folder, "script.lua"),
        `http://127.0.0.1:${port}`,
      ],
      { encoding: "utf8" },
    );
    const [count, durationUs, p50Us, p99Us, refused] =
      /RESULT (.*)/.exec(run.stdout)?.[1]?.split(" ").map(Number) ?? [];
    if (!count || !durationUs) throw new Error(`wrk failed.\n${run.stdout}${run.stderr}`);
    return {
      requestsPerSecond: count / (durationUs / 1e6),
      p50Ms: (p50Us ?? 0) / 1e3,
      p99Ms: (p99Us ?? 0) / 1e3,
      refused: refused ?? 0,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function withWorker(plan: LoadPlan): Promise<Load> {
  const worker = new Worker(new URL("./http-load-worker.ts", import.meta.url), { workerData: plan });
  const [load] = (await once(worker, "message")) as [Load]; // what http-load-worker.ts posts
  return load;
}
