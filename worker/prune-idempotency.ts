import { HOUR_MS } from "#server/platform/clock.ts";
import { pruneIdempotencyRecords } from "#server/platform/idempotency.ts";
import type { Job } from "./job.ts";

export const pruneIdempotencyJob: Job = {
  name: "prune-idempotency",
  everyMs: HOUR_MS,
  async run(ctx) {
    await pruneIdempotencyRecords(ctx);
  },
};
