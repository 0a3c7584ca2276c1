import { HOUR_MS } from "#server/platform/clock.ts";
import { sweepDocuments } from "#server/specs/index.ts";
import type { Job } from "./job.ts";

export const pruneDocumentsJob: Job = {
  name: "prune-documents",
  everyMs: HOUR_MS,
  async run(ctx) {
    await sweepDocuments(ctx);
  },
};
