import Link from "next/link";
import { routes } from "#lib/routes.ts";
import type { ChangeSummary } from "#server/catalog/schema.ts";
import { RelativeTime } from "../ui/relative-time.tsx";

/** What changed in the catalog, newest first, along a rule. */
export function Lately({ changes, now }: { changes: readonly ChangeSummary[]; now: Date }) {
  return (
    <ol className="border-l border-rule">
      {changes.map(({ id, at, title, api, version }) => (
        <li
          key={id}
          className="relative pb-5 pl-5 last:pb-0 before:absolute before:top-[0.4375rem] before:-left-[3.5px] before:size-1.5 before:rounded-full before:bg-strong before:ring-4 before:ring-paper first:before:bg-accent"
        >
          <p className="text-caption text-faint">
            <RelativeTime at={at} now={now} />
          </p>
          <p className="mt-0.5 text-sm">
            <Link
              href={routes.apiChangelog(api.slug)}
              prefetch={false}
              className="font-medium hover:text-accent hover:underline hover:underline-offset-2"
            >
              {title}
            </Link>
          </p>
          <p className="text-caption text-muted">
            {api.name}
            {version ? <span className="font-mono text-xs"> {version}</span> : null}
          </p>
        </li>
      ))}
    </ol>
  );
}
