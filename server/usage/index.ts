export { checkRollUp } from "./check-roll-up.ts";
export { listRecentCalls } from "./list-recent-calls.ts";
export { measurePopularity } from "./measure-popularity.ts";
export { pruneCalls } from "./prune-calls.ts";
export { recordCalls, touchCredentials } from "./record-calls.ts";
export { usageOfApi } from "./usage-of-api.ts";
export { usageSeries } from "./usage-series.ts";
