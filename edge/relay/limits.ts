import { MINUTE_MS, SECOND_MS } from "#server/platform/clock.ts";

/** What one call through the relay may take; docs/operating.md tells them. */
export const LIMITS = {
  callsPerMinute: 60,
  /** At once, of one person. */
  callsAtOnce: 6,
  requestBytes: 10 * 1024 * 1024,
  /** Unpacked. */
  answerBytes: 25 * 1024 * 1024,
  connectMs: 10 * SECOND_MS,
  firstByteMs: 30 * SECOND_MS,
  idleMs: 60 * SECOND_MS,
  totalMs: 2 * MINUTE_MS,
  /** Of an answer that is a stream of events. */
  streamMs: 5 * MINUTE_MS,
  /** X-Relay-Headers as it travels, either way: the servers between take 16 KB of headers in all. */
  headerBytes: 10 * 1024,
};

export type RelayLimits = typeof LIMITS;
