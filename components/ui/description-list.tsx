import type { ReactNode } from "react";

/** Names and values side by side: `<DescriptionList items={[{ term: "Owner", value: "Rail team" }]} />`. */
export function DescriptionList({ items }: { items: readonly { term: string; value: ReactNode }[] }) {
  return (
    <dl className="text-sm">
      {items.map(({ term, value }) => (
        <div
          key={term}
          className="grid gap-x-4 border-b border-rule py-2 last:border-0 sm:grid-cols-[10rem_1fr]"
        >
          <dt className="text-muted">{term}</dt>
          <dd className="min-w-0 text-ink">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
