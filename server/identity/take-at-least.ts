import { setTimeout as wait } from "node:timers/promises";

/** Longer than what an unknown and a known address differ by. */
export const EVEN_MS = 250;

/** Does the work, and answers no earlier than this: how long it took tells nobody whether an account was there. */
export async function takeAtLeast<T>(leastMs: number, work: () => Promise<T>): Promise<T> {
  const [result] = await Promise.allSettled([work(), wait(leastMs)]);
  if (result.status === "rejected") throw result.reason;
  return result.value;
}
