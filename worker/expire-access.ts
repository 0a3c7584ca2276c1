import { expireAccess } from "#server/catalog/index.ts";
import { MINUTE_MS } from "#server/platform/clock.ts";
import { log } from "#server/platform/log.ts";
import type { Job } from "./job.ts";

export const expireAccessJob: Job = {
  name: "expire-access",
  everyMs: 5 * MINUTE_MS,
  async run(ctx) {
    const expired = await expireAccess(ctx);
    if (expired > 0) log().info({ expired }, "granted access that ran out was ended");
  },
};
