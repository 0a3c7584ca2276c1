import { pruneOutbox } from "#server/notify/index.ts";
import { HOUR_MS } from "#server/platform/clock.ts";
import type { Job } from "./job.ts";

export const pruneMail: Job = {
  name: "prune-mail",
  everyMs: HOUR_MS,
  async run(ctx) {
    await pruneOutbox(ctx);
  },
};
