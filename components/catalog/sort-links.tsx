import Link from "next/link";
import { type CatalogQuery, catalogHref } from "./catalog-query.ts";

const SORTS = [
  { value: "relevance", word: "Best match" },
  { value: "popular", word: "Most used" },
  { value: "changed", word: "Last changed" },
  { value: "name", word: "Name" },
];

/** In which order; each is an address. Without words, the best match is the most used. */
export function SortLinks({ query }: { query: CatalogQuery }) {
  const shown = query.q ? SORTS : SORTS.filter(({ value }) => value !== "popular");
  return (
    <nav aria-label="Order" className="flex flex-wrap items-center gap-x-1">
      {shown.map(({ value, word }) => (
        <Link
          key={value}
          href={catalogHref(query, { sort: value })}
          prefetch={false}
          scroll={false}
          rel="nofollow"
          aria-current={query.sort === value ? "true" : undefined}
          className="rounded-md px-2 py-1 text-muted hover:bg-hover hover:text-ink aria-[current]:bg-sunken aria-[current]:font-medium aria-[current]:text-ink pointer-coarse:py-2.5"
        >
          {!query.q && value === "relevance" ? "Most used" : word}
        </Link>
      ))}
    </nav>
  );
}
