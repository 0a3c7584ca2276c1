import Link from "next/link";
import { Panel } from "#components/ui/panel.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { routes } from "#lib/routes.ts";
import type { DepartureSummary } from "#server/identity/schema.ts";

/** Who left, with the way to what they made and saw. */
export function DepartureList({ departures, now }: { departures: DepartureSummary[]; now: Date }) {
  if (departures.length === 0) return null;
  return (
    <Panel
      title="People who left"
      lead="What they made stays; replace the secrets they saw."
      className="mt-8"
    >
      <ul aria-label="People who left" className="flex flex-col">
        {departures.map(({ userId, name, email, leftAt, wasRemoved }) => (
          <li
            key={`${userId} ${leftAt.getTime()}`}
            className="border-b border-rule py-2.5 text-sm last:border-0"
          >
            <Link href={routes.organisationMember(userId)} className="font-medium underline">
              {name}
            </Link>{" "}
            <span className="break-all text-muted">
              {email}, {wasRemoved ? "removed" : "left"} <RelativeTime at={leftAt} now={now} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
