"use client";
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { UsageRow } from "./usage-row.ts";

const SERIES = [
  { key: "succeeded", name: "Succeeded", fill: "var(--color-accent)" },
  { key: "refused", name: "Refused (4xx)", fill: "var(--color-attention)" },
  { key: "failed", name: "Failed (5xx)", fill: "var(--color-danger)" },
] as const;

const TICK = { fontSize: 12, fill: "var(--color-muted)" };

/** The bars alone; a chunk of its own, because the library is larger than the page. */
export default function UsageBars({ rows }: { rows: readonly UsageRow[] }) {
  return (
    <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 640, height: 220 }}>
      <BarChart
        data={[...rows]}
        margin={{ top: 4, right: 0, bottom: 0, left: -8 }}
        barCategoryGap="22%"
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--color-rule)" />
        <XAxis dataKey="label" tick={TICK} tickLine={false} axisLine={false} minTickGap={24} />
        <YAxis tick={TICK} tickLine={false} axisLine={false} allowDecimals={false} width={48} />
        <Tooltip
          cursor={{ fill: "var(--color-hover)" }}
          contentStyle={{
            background: "var(--color-raised)",
            border: "1px solid var(--color-rule)",
            borderRadius: 6,
            fontSize: 13,
            color: "var(--color-ink)",
          }}
          itemStyle={{ color: "var(--color-ink)" }}
          isAnimationActive={false}
        />
        {SERIES.map(({ key, name, fill }) => (
          <Bar key={key} dataKey={key} name={name} stackId="calls" fill={fill} isAnimationActive={false} />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
