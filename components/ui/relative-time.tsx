const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

const RELATIVE = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const EXACT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

function relative(at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1_000;
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return RELATIVE.format(Math.trunc(seconds / size), unit);
  }
  return "just now";
}

interface RelativeTimeProps {
  at: Date | string;
  /** The moment it is relative to: the context's, so that server and browser agree. */
  now: Date | string;
}

/** "3 days ago", with the exact moment (UTC) on hover and for machines: `<RelativeTime at={key.createdAt} now={ctx.now} />`. */
export function RelativeTime({ at, now }: RelativeTimeProps) {
  const moment = new Date(at);
  return (
    <time dateTime={moment.toISOString()} title={`${EXACT.format(moment)} UTC`} className="whitespace-nowrap">
      {relative(moment, new Date(now))}
    </time>
  );
}
