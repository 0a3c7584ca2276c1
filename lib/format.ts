const NUMBER = new Intl.NumberFormat("en");

/** "1 call", "2,400 calls". */
export function counted(n: number, word: string): string {
  return `${NUMBER.format(n)} ${word}${n === 1 ? "" : "s"}`;
}

/** How much a plan allows: "60 calls a minute, 20,000 a month". */
export function limitsOf(plan: { ratePerMinute: number; quotaPerMonth: number | null }): string {
  const quota =
    plan.quotaPerMonth === null ? "no monthly limit" : `${NUMBER.format(plan.quotaPerMonth)} a month`;
  return `${counted(plan.ratePerMinute, "call")} a minute, ${quota}`;
}

const UNITS = [
  ["minute", 60, 60],
  ["hour", 3_600, 24],
  ["day", 86_400, 7],
] as const;
const WEEK_SECONDS = 604_800;
const FAR_SECONDS = 60 * 86_400;
const RELATIVE = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const DATE = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });

/** "3 days ago", "in 2 weeks", to the nearest; what is more than 60 days away by its date (UTC), "1 Mar 2027". */
export function relativeTime(at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1_000;
  if (Math.abs(seconds) < 60) return "just now";
  if (Math.abs(seconds) > FAR_SECONDS) return DATE.format(at);
  for (const [unit, size, most] of UNITS) {
    const amount = Math.round(seconds / size);
    if (Math.abs(amount) < most) return RELATIVE.format(amount, unit);
  }
  return RELATIVE.format(Math.round(seconds / WEEK_SECONDS), "week");
}

const SIZE = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

/** "812 bytes", "4.2 KB", "1.3 MB". */
export function sizeText(bytes: number): string {
  if (bytes < 1_000) return counted(bytes, "byte");
  return bytes < 1_000_000 ? `${SIZE.format(bytes / 1_000)} KB` : `${SIZE.format(bytes / 1_000_000)} MB`;
}

const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/** "04:55", "16:55": a moment of today where the reader is. */
export function clockText(at: Date): string {
  return CLOCK.format(at);
}
