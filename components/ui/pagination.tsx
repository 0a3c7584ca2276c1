import { ChevronLeft, ChevronRight } from "lucide-react";
import { LinkButton } from "./link-button.tsx";

interface PaginationProps {
  /** Address of the page before and after; null where there is none. */
  previous: string | null;
  next: string | null;
  /** Such as "41–60 of 128". */
  summary?: string;
}

/** Steps through a list whose place is in the address: `<Pagination previous={null} next="?cursor=…" summary="1–20 of 48" />`. */
export function Pagination({ previous, next, summary }: PaginationProps) {
  if (!previous && !next) return summary ? <p className="mt-4 text-caption text-muted">{summary}</p> : null;
  return (
    <nav aria-label="Pages" className="mt-4 flex flex-wrap items-center justify-between gap-3">
      <p className="text-caption text-muted">{summary}</p>
      <div className="flex gap-2">
        {previous ? (
          <LinkButton href={previous} size="sm" rel="prev">
            <ChevronLeft aria-hidden /> Previous
          </LinkButton>
        ) : null}
        {next ? (
          <LinkButton href={next} size="sm" rel="next">
            Next <ChevronRight aria-hidden />
          </LinkButton>
        ) : null}
      </div>
    </nav>
  );
}
