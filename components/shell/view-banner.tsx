import { Eye } from "lucide-react";

interface ViewBannerProps {
  /** Null when it is over and has not been ended. */
  view: { subject: string; isReadOnly: boolean; endsAt: Date; viewerName: string } | null;
  end: () => Promise<void>;
}

const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });

/** On every page while somebody sees the portal through another's eyes, with the way out. */
export function ViewBanner({ view, end }: ViewBannerProps) {
  return (
    <aside
      aria-label="Viewing as"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-attention-line bg-attention-soft px-4 py-2 text-sm text-ink sm:px-6 lg:px-8"
    >
      <Eye aria-hidden className="size-4.5 shrink-0 text-attention" />
      <p className="min-w-0 flex-1 basis-60">
        {view ? (
          <RunningView {...view} />
        ) : (
          <>
            <strong className="font-semibold">Your view is over.</strong> You see your own pages again. End it
            to change something.
          </>
        )}
      </p>
      <form action={end}>
        <button
          type="submit"
          className="h-9 rounded-md border border-strong bg-raised px-3 text-sm font-medium hover:bg-hover pointer-coarse:h-11"
        >
          End view
        </button>
      </form>
    </aside>
  );
}

function RunningView({ subject, isReadOnly, endsAt, viewerName }: NonNullable<ViewBannerProps["view"]>) {
  return (
    <>
      <strong className="font-semibold">Viewing as {subject}.</strong>{" "}
      {isReadOnly
        ? "You only look: nothing can be changed."
        : `What you change is recorded as done by ${viewerName} on their behalf.`}{" "}
      Ends at{" "}
      <time dateTime={endsAt.toISOString()} className="tabular-nums">
        {CLOCK.format(endsAt)} UTC
      </time>
      .
    </>
  );
}
