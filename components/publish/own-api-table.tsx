import Link from "next/link";
import { Badge } from "#components/ui/badge.tsx";
import { LifecycleBadge } from "#components/ui/lifecycle-badge.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import { routes } from "#lib/routes.ts";
import type { ApiSummary } from "#server/catalog/schema.ts";

const SEEN_BY: Record<ApiSummary["visibility"], string> = {
  public: "Everybody",
  signed_in: "Signed-in people",
  organisations: "Named organisations",
  on_request: "Listed, on request",
};

/** The APIs an organisation publishes, with the state of each version. */
export function OwnApiTable({ apis, now }: { apis: readonly ApiSummary[]; now: Date }) {
  return (
    <Table caption="Your APIs">
      <THead>
        <TR>
          <TH>API</TH>
          <TH>Versions</TH>
          <TH className="hidden md:table-cell">Seen by</TH>
          <TH isNumber className="hidden md:table-cell">
            Plans
          </TH>
          <TH>Changed</TH>
        </TR>
      </THead>
      <tbody>
        {apis.map((api) => (
          <TR key={api.id}>
            <TD className="max-w-96">
              <Link href={routes.publishApi(api.slug)} className="font-medium hover:underline">
                {api.name}
              </Link>
              <p className="truncate text-caption text-muted">{api.summary}</p>
            </TD>
            <TD>
              {api.versions.length === 0 ? <Badge>No version yet</Badge> : null}
              <ul className="flex flex-col gap-1">
                {api.versions.map((version) => (
                  <li key={version.name} className="flex items-center gap-2">
                    <Link href={routes.publishVersion(api.slug, version.name)} className="hover:underline">
                      {version.name}
                    </Link>
                    <LifecycleBadge lifecycle={version.lifecycle} />
                  </li>
                ))}
              </ul>
            </TD>
            <TD className="hidden md:table-cell">
              {api.stop ? <Badge tone="danger">Out of sight</Badge> : SEEN_BY[api.visibility]}
            </TD>
            <TD isNumber className="hidden md:table-cell">
              {api.planCount}
            </TD>
            <TD className="whitespace-nowrap">
              <RelativeTime at={api.updatedAt} now={now} />
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}
