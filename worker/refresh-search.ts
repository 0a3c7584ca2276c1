import { refreshSearch } from "#server/catalog/index.ts";
import { HOUR_MS } from "#server/platform/clock.ts";
import { log } from "#server/platform/log.ts";
import type { Job } from "./job.ts";

export const refreshSearchJob: Job = {
  name: "refresh-search",
  everyMs: HOUR_MS,
  async run(ctx) {
    const renewed = await refreshSearch(ctx);
    if (renewed > 0) log().info({ renewed }, "search entries of an older edition renewed");
  },
};
