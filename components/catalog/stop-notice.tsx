import { Notice } from "#components/ui/notice.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";

/** Says to those who still see an API that nobody else does, and why. */
export function StopNotice({ stop, now }: { stop: { at: Date; reason: string } | null; now: Date }) {
  if (!stop) return null;
  return (
    <Notice tone="danger" title="A moderator took this API out of sight" className="mb-6">
      <p className="break-words">{stop.reason}</p>
      <p className="mt-1">
        Since <RelativeTime at={stop.at} now={now} />, only its own organisation sees it, and calls by others
        are refused. Mend what is named, then ask the moderators to put it back.
      </p>
    </Notice>
  );
}
