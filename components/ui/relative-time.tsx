import { relativeTime } from "#lib/format.ts";

const EXACT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

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
      {relativeTime(moment, new Date(now))}
    </time>
  );
}
