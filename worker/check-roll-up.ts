import { HOUR_MS } from "#server/platform/clock.ts";
import { log } from "#server/platform/log.ts";
import { checkRollUp } from "#server/usage/index.ts";
import type { Job } from "./job.ts";

export const checkRollUpJob: Job = {
  name: "check-roll-up",
  everyMs: HOUR_MS,
  async run(ctx) {
    const faults = await checkRollUp(ctx);
    if (faults.length > 0) log().error({ faults }, "hourly counts differ from the calls stored");
  },
};
