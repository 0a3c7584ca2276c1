import { pruneSignIns } from "#server/identity/index.ts";
import { HOUR_MS } from "#server/platform/clock.ts";
import { pruneSso } from "#server/sso/index.ts";
import type { Job } from "./job.ts";

export const pruneSignInsJob: Job = {
  name: "prune-sign-ins",
  everyMs: HOUR_MS,
  async run(ctx) {
    await pruneSignIns(ctx);
    await pruneSso(ctx);
  },
};
