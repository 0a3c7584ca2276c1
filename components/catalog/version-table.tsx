import Link from "next/link";
import { LifecycleBadge } from "#components/ui/lifecycle-badge.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import { routes } from "#lib/routes.ts";
import type { VersionSummary } from "#server/catalog/schema.ts";
import { dayText } from "./day-text.ts";

interface VersionTableProps {
  api: string;
  versions: VersionSummary[];
  now: Date;
}

/** Every version a reader may see: its state, since when, until when, and what it holds. */
export function VersionTable({ api, versions, now }: VersionTableProps) {
  return (
    <Table caption="All versions">
      <THead>
        <TR>
          <TH>Version</TH>
          <TH>State</TH>
          <TH>Published</TH>
          <TH isNumber>Operations</TH>
          <TH>Document</TH>
        </TR>
      </THead>
      <tbody>
        {versions.map((version) => (
          <TR key={version.name}>
            <TD>
              <Link
                href={routes.version(api, version.name)}
                prefetch={false}
                className="font-mono font-medium text-accent hover:underline"
              >
                {version.name}
              </Link>
            </TD>
            <TD>
              <LifecycleBadge lifecycle={version.lifecycle} />
              {version.lifecycle === "deprecated" && version.sunsetAt ? (
                <span className="mt-1 block text-caption text-muted">until {dayText(version.sunsetAt)}</span>
              ) : null}
            </TD>
            <TD>{version.publishedAt ? <RelativeTime at={version.publishedAt} now={now} /> : "—"}</TD>
            <TD isNumber>{version.revision?.operationCount ?? "—"}</TD>
            <TD>
              {version.revision ? (
                <span className="flex gap-3">
                  <a
                    href={routes.versionSource(api, version.name, "json")}
                    className="text-accent hover:underline"
                  >
                    JSON<span className="sr-only"> of {version.name}</span>
                  </a>
                  <a
                    href={routes.versionSource(api, version.name, "yaml")}
                    className="text-accent hover:underline"
                  >
                    YAML<span className="sr-only"> of {version.name}</span>
                  </a>
                </span>
              ) : (
                "—"
              )}
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}
