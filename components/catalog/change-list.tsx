import Link from "next/link";
import { described } from "#components/reference/html.ts";
import { Markup } from "#components/reference/markup.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { routes } from "#lib/routes.ts";
import type { ChangeSummary } from "#server/catalog/schema.ts";

interface ChangeListProps {
  changes: ChangeSummary[];
  now: Date;
  /** Titles only. */
  isBrief?: boolean;
  level?: 2 | 3;
}

/** What changed, newest first. */
export function ChangeList({ changes, now, isBrief, level = 3 }: ChangeListProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <ol className="border-l border-rule">
      {changes.map((change) => (
        <li key={change.id} id={change.id} className="relative pb-6 pl-5 last:pb-0">
          <span
            aria-hidden
            className="absolute top-2 -left-[4.5px] size-2 rounded-full border-2 border-paper bg-strong"
          />
          <p className="text-caption text-muted">
            <RelativeTime at={change.at} now={now} />
            {change.version ? (
              <>
                {" · "}
                <Link
                  href={routes.version(change.api.slug, change.version)}
                  prefetch={false}
                  className="font-mono hover:text-ink hover:underline"
                >
                  {change.version}
                </Link>
              </>
            ) : null}
          </p>
          <Heading className="text-sm font-semibold">{change.title}</Heading>
          {isBrief || !change.html ? null : (
            <Markup className="prose mt-1 text-sm" html={described(change.html)} />
          )}
        </li>
      ))}
    </ol>
  );
}
