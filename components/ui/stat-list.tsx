import type { ReactNode } from "react";

export interface Stat {
  label: string;
  value: ReactNode;
  /** What it is compared with, or over which time. */
  detail?: ReactNode;
}

/** A few figures in a row, divided by rules: `<StatList stats={[{ label: "Calls", value: "12,480", detail: "last 30 days" }]} />`. */
export function StatList({ stats }: { stats: readonly Stat[] }) {
  return (
    <dl className="grid grid-cols-2 overflow-hidden rounded-lg border border-rule bg-raised sm:flex">
      {stats.map(({ label, value, detail }) => (
        <div
          key={label}
          className="-mt-px -ml-px flex flex-1 flex-col gap-0.5 border-t border-l border-rule px-4 py-3"
        >
          <dt className="text-caption text-muted">{label}</dt>
          <dd>
            <span className="block text-xl font-semibold tracking-tight tabular-nums">{value}</span>
            {detail ? <span className="block text-xs text-faint">{detail}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
