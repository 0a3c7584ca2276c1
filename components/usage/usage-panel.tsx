import { ChartColumn } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { StatList } from "#components/ui/stat-list.tsx";
import { Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import { counted } from "#lib/format.ts";
import type { UsageSeries } from "#server/usage/schema.ts";
import { UsageChart } from "./usage-chart.tsx";
import type { UsageRow } from "./usage-row.ts";

export const USAGE_SPANS = [
  { days: 1, label: "24 hours" },
  { days: 7, label: "7 days" },
  { days: 30, label: "30 days" },
] as const;

interface UsagePanelProps {
  usage: UsageSeries;
  days: number;
  /** Address of the page that shows another span. */
  hrefOf: (days: number) => string;
}

/** An app's calls over time: figures, bars, and the same as a table. */
export function UsagePanel({ usage, days, hrefOf }: UsagePanelProps) {
  const rows = rowsOf(usage);
  const { calls, succeeded, refused, failed, meanLatencyMs } = usage.totals;
  const span = USAGE_SPANS.find((one) => one.days === days)?.label ?? `${days} days`;
  const share = (count: number) => (calls ? `${((count / calls) * 100).toFixed(1)} %` : "–");
  if (calls === 0) {
    return (
      <Panel title="Usage" actions={<SpanLinks days={days} hrefOf={hrefOf} />}>
        <EmptyState icon={<ChartColumn />} title={`No calls in the last ${span}`}>
          Calls by day, the share that succeeds and the mean latency stand here from the first call on.
        </EmptyState>
      </Panel>
    );
  }
  return (
    <Panel title="Usage" actions={<SpanLinks days={days} hrefOf={hrefOf} />}>
      <div className="flex flex-col gap-5">
        <StatList
          stats={[
            { label: "Calls", value: calls.toLocaleString("en"), detail: `last ${span}` },
            { label: "Succeeded", value: share(succeeded), detail: counted(succeeded, "call") },
            {
              label: "Refused or failed",
              value: share(refused + failed),
              detail: `${refused.toLocaleString("en")} refused, ${failed.toLocaleString("en")} failed`,
            },
            {
              label: "Mean latency",
              value: meanLatencyMs === null ? "–" : `${Math.round(meanLatencyMs)} ms`,
              detail: "measured at the edge",
            },
          ]}
        />
        <UsageChart
          rows={rows}
          summary={`Calls of the last ${span}, by ${usage.bucket}: ${calls} in all, ${refused} refused, ${failed} failed.`}
        />
        <details className="text-sm">
          <summary className="w-fit cursor-pointer text-muted hover:text-ink">The same as a table</summary>
          <div className="mt-3 max-h-80 overflow-y-auto">
            <UsageTable rows={rows} bucket={usage.bucket} />
          </div>
        </details>
      </div>
    </Panel>
  );
}

function SpanLinks({ days, hrefOf }: Pick<UsagePanelProps, "days" | "hrefOf">) {
  return (
    <nav aria-label="Span of time" className="flex gap-1 text-caption">
      {USAGE_SPANS.map((span) => (
        <Link
          key={span.days}
          href={hrefOf(span.days)}
          scroll={false}
          aria-current={span.days === days ? "true" : undefined}
          className="rounded-md px-2 py-1 text-muted hover:bg-hover hover:text-ink aria-[current]:bg-hover aria-[current]:font-medium aria-[current]:text-ink"
        >
          {span.label}
        </Link>
      ))}
    </nav>
  );
}

function UsageTable({ rows, bucket }: { rows: readonly UsageRow[]; bucket: string }) {
  return (
    <Table caption={`Calls by ${bucket}`}>
      <THead>
        <TR>
          <TH>{bucket === "hour" ? "Hour (UTC)" : "Day (UTC)"}</TH>
          <TH isNumber>Succeeded</TH>
          <TH isNumber>Refused</TH>
          <TH isNumber>Failed</TH>
        </TR>
      </THead>
      <tbody>
        {[...rows].reverse().map((row) => (
          <TR key={row.label}>
            <TD>{row.label}</TD>
            <TD isNumber>{row.succeeded}</TD>
            <TD isNumber>{row.refused}</TD>
            <TD isNumber>{row.failed}</TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}

function rowsOf(usage: UsageSeries): UsageRow[] {
  const day: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", timeZone: "UTC" };
  const time: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", hour12: false };
  const format = new Intl.DateTimeFormat("en-GB", usage.bucket === "hour" ? { ...day, ...time } : day);
  return usage.points.map(({ at, succeeded, refused, failed }) => ({
    label: format.format(at),
    succeeded,
    refused,
    failed,
  }));
}
