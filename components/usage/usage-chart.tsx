"use client";
import dynamic from "next/dynamic";
import type { UsageRow } from "./usage-row.ts";

const UsageBars = dynamic(() => import("./usage-bars.tsx"), { ssr: false });

const LEGEND = [
  { name: "Succeeded", colour: "bg-accent" },
  { name: "Refused (4xx)", colour: "bg-attention" },
  { name: "Failed (5xx)", colour: "bg-danger" },
];

/** Calls over time as stacked bars with a legend; the figures stand in the table beside it. */
export function UsageChart({ rows, summary }: { rows: readonly UsageRow[]; summary: string }) {
  return (
    <figure className="m-0 flex min-w-0 flex-col gap-3">
      <div role="img" aria-label={summary} className="h-55 min-w-0 overflow-x-clip">
        <UsageBars rows={rows} />
      </div>
      <figcaption className="flex flex-wrap gap-x-4 gap-y-1 text-caption text-muted">
        {LEGEND.map(({ name, colour }) => (
          <span key={name} className="flex items-center gap-1.5">
            <span aria-hidden className={`size-2.5 rounded-xs ${colour}`} />
            {name}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
