import { warnExpiringTokens } from "#server/identity/index.ts";
import { HOUR_MS } from "#server/platform/clock.ts";
import { warnExpiringScimTokens } from "#server/scim/index.ts";
import type { Job } from "./job.ts";

export const warnExpiringTokensJob: Job = {
  name: "warn-expiring-tokens",
  everyMs: 6 * HOUR_MS,
  async run(ctx) {
    await warnExpiringTokens(ctx);
    await warnExpiringScimTokens(ctx);
  },
};
