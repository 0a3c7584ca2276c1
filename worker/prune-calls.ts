import { HOUR_MS } from "#server/platform/clock.ts";
import { log } from "#server/platform/log.ts";
import { pruneCalls } from "#server/usage/index.ts";
import type { Job } from "./job.ts";

export const pruneCallsJob: Job = {
  name: "prune-calls",
  everyMs: HOUR_MS,
  async run(ctx) {
    const deleted = await pruneCalls(ctx);
    if (deleted > 0) log().info({ deleted }, "calls past their time deleted");
  },
};
