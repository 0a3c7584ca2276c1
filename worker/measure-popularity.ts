import { MINUTE_MS } from "#server/platform/clock.ts";
import { measurePopularity } from "#server/usage/index.ts";
import type { Job } from "./job.ts";

export const measurePopularityJob: Job = {
  name: "measure-popularity",
  everyMs: 10 * MINUTE_MS,
  run: measurePopularity,
};
