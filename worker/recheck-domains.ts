import { recheckDomains } from "#server/joining/index.ts";
import { HOUR_MS } from "#server/platform/clock.ts";
import { log } from "#server/platform/log.ts";
import type { Job } from "./job.ts";

export const recheckDomainsJob: Job = {
  name: "recheck-domains",
  everyMs: HOUR_MS,
  async run(ctx) {
    const { seen, unknown, missing, lapsed } = await recheckDomains(ctx);
    if (unknown + missing + lapsed > 0)
      log().info({ seen, unknown, missing, lapsed }, "domains of organisations were asked about");
  },
};
