import { endExpiredViews } from "#server/identity/index.ts";
import { MINUTE_MS } from "#server/platform/clock.ts";
import type { Job } from "./job.ts";

export const endExpiredViewsJob: Job = {
  name: "end-expired-views",
  everyMs: MINUTE_MS,
  async run(ctx) {
    await endExpiredViews(ctx);
  },
};
