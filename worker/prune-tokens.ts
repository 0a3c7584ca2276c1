import { sweepOidcRecords } from "#server/oauth/index.ts";
import { HOUR_MS } from "#server/platform/clock.ts";
import type { Job } from "./job.ts";

export const pruneTokensJob: Job = {
  name: "prune-tokens",
  everyMs: HOUR_MS,
  async run(ctx) {
    await sweepOidcRecords(ctx);
  },
};
