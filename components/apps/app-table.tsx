import Link from "next/link";
import { Badge } from "#components/ui/badge.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import { StatusBadge } from "#components/usage/status-badge.tsx";
import { routes } from "#lib/routes.ts";
import type { AppSummary } from "#server/apps/schema.ts";
import type { CallSummary } from "#server/usage/schema.ts";

interface AppTableProps {
  apps: readonly (AppSummary & { lastCall: CallSummary | null })[];
  now: Date;
}

/** An organisation's apps: name, state, last call, plans. */
export function AppTable({ apps, now }: AppTableProps) {
  return (
    <Table caption="Apps">
      <THead>
        <TR>
          <TH>App</TH>
          <TH>State</TH>
          <TH>Last call</TH>
          <TH isNumber className="hidden sm:table-cell">
            Plans
          </TH>
        </TR>
      </THead>
      <tbody>
        {apps.map((app) => (
          <TR key={app.id}>
            <TD className="max-w-80">
              <Link href={routes.app(app.id)} className="font-medium hover:underline">
                {app.name}
              </Link>
              {app.description ? <p className="truncate text-caption text-muted">{app.description}</p> : null}
            </TD>
            <TD>
              <Badge tone={app.status === "active" ? "good" : "danger"}>
                {app.status === "active" ? "Active" : "Suspended"}
              </Badge>
            </TD>
            <TD>
              {app.lastCall ? (
                <span className="flex items-center gap-2">
                  <StatusBadge status={app.lastCall.status} />
                  <span className="text-muted">
                    <RelativeTime at={app.lastCall.at} now={now} />
                  </span>
                </span>
              ) : (
                <span className="text-faint">No call yet</span>
              )}
            </TD>
            <TD isNumber className="hidden sm:table-cell">
              {app.subscriptionCount}
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}
