import Link from "next/link";
import { Badge } from "#components/ui/badge.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import { routes } from "#lib/routes.ts";
import type { TermsState, TermsSummary } from "#server/terms/schema.ts";

interface TermsTableProps {
  versions: TermsSummary[];
  now: Date;
  mayExport: boolean;
}

/** The published versions, each with who accepted it. */
export function TermsTable({ versions, now, mayExport }: TermsTableProps) {
  return (
    <Table caption="Versions">
      <THead>
        <TR>
          <TH>Version</TH>
          <TH>In force</TH>
          <TH>Published</TH>
          <TH isNumber>Accepted by</TH>
        </TR>
      </THead>
      <tbody>
        {versions.map((version) => (
          <TR key={version.number}>
            <TD>
              <span className="flex flex-wrap items-center gap-2">
                <Link href={routes.termsVersion(version.number)} className="text-accent hover:underline">
                  Version {version.number}
                </Link>
                <StateBadge state={version.state} />
              </span>
              {version.changes ? (
                <span className="block max-w-prose text-caption text-muted">{version.changes}</span>
              ) : null}
            </TD>
            <TD>
              <RelativeTime at={version.effectiveAt} now={now} />
            </TD>
            <TD>
              <RelativeTime at={version.publishedAt} now={now} />
              <span className="block text-caption text-muted">by {version.publishedByName}</span>
            </TD>
            <TD isNumber>
              {version.acceptedBy}
              {mayExport && version.acceptedBy > 0 ? (
                <a
                  href={routes.adminAcceptances(version.number)}
                  download
                  className="block text-caption text-accent hover:underline"
                >
                  Evidence<span className="sr-only"> of version {version.number}</span> (CSV)
                </a>
              ) : null}
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}

function StateBadge({ state }: { state: TermsState }) {
  if (state === "in_force") return <Badge tone="good">In force</Badge>;
  return state === "upcoming" ? <Badge tone="attention">Upcoming</Badge> : <Badge>Past</Badge>;
}
