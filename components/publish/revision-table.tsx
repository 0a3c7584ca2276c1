import Link from "next/link";
import { Badge } from "#components/ui/badge.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import { routes } from "#lib/routes.ts";
import type { RevisionSummary } from "#server/catalog/schema.ts";

interface RevisionTableProps {
  api: string;
  version: string;
  revisions: readonly RevisionSummary[];
  now: Date;
}

/** Every document a version had, newest first. */
export function RevisionTable({ api, version, revisions, now }: RevisionTableProps) {
  return (
    <Table caption="Revisions">
      <THead>
        <TR>
          <TH>Revision</TH>
          <TH>Document</TH>
          <TH isNumber>Operations</TH>
          <TH isNumber>Findings</TH>
          <TH>Uploaded</TH>
        </TR>
      </THead>
      <tbody>
        {revisions.map((revision) => (
          <TR key={revision.id}>
            <TD>
              <span className="flex items-center gap-2">
                <Link
                  href={routes.publishRevision(api, version, revision.number)}
                  className="font-medium hover:underline"
                >
                  #{revision.number}
                </Link>
                {revision.isCurrent ? <Badge tone="good">Current</Badge> : null}
              </span>
            </TD>
            <TD>
              {revision.title} {revision.infoVersion}
              <p className="text-caption text-muted">
                {revision.sourceName} · {revision.format}
              </p>
            </TD>
            <TD isNumber>{revision.operationCount.toLocaleString("en")}</TD>
            <TD isNumber>{(revision.errorCount + revision.warningCount).toLocaleString("en")}</TD>
            <TD className="whitespace-nowrap">
              <RelativeTime at={revision.createdAt} now={now} />
              <p className="text-caption text-muted">by {revision.createdBy}</p>
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}
