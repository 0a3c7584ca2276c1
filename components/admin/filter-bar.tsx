import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";

interface FilterBarProps {
  /** Names the form for assistive technology: "Filter users". */
  label: string;
  /** The page's own address, which is also how all filters are dropped. */
  href: string;
  isFiltered: boolean;
  children: ReactNode;
}

/** Filters that live in the address: a plain form, so that a filtered list can be sent to somebody. */
export function FilterBar({ label, href, isFiltered, children }: FilterBarProps) {
  return (
    <search>
      <form action={href} aria-label={label} className="mb-4 flex flex-wrap items-end gap-3">
        {children}
        <Button type="submit">Filter</Button>
        {isFiltered ? (
          <Link href={href} className="pb-2 text-sm text-accent hover:underline">
            Clear
          </Link>
        ) : null}
      </form>
    </search>
  );
}
