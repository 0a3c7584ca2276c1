import { ArrowLeft, ArrowRight } from "lucide-react";
import Link from "next/link";
import { routes } from "#lib/routes.ts";
import type { OperationSummary } from "#server/specs/schema.ts";

interface OperationStepsProps {
  api: string;
  version: string;
  previous?: OperationSummary | undefined;
  next?: OperationSummary | undefined;
}

/** To the operation before and after, in the document's order. */
export function OperationSteps({ api, version, previous, next }: OperationStepsProps) {
  if (!previous && !next) return null;
  const look =
    "flex min-w-0 flex-col gap-0.5 rounded-lg border border-rule px-4 py-3 text-sm hover:border-strong hover:bg-hover";
  return (
    <nav aria-label="Neighbouring operations" className="mt-10 grid gap-3 sm:grid-cols-2">
      {previous ? (
        <Link
          href={routes.operation(api, version, previous.key)}
          prefetch={false}
          rel="prev"
          className={look}
        >
          <span className="flex items-center gap-1 text-caption text-muted">
            <ArrowLeft aria-hidden className="size-3.5" /> Previous
          </span>
          <span className="truncate font-medium">{previous.summary || previous.path}</span>
        </Link>
      ) : (
        <span />
      )}
      {next ? (
        <Link
          href={routes.operation(api, version, next.key)}
          prefetch={false}
          rel="next"
          className={`${look} sm:items-end sm:text-right`}
        >
          <span className="flex items-center gap-1 text-caption text-muted">
            Next <ArrowRight aria-hidden className="size-3.5" />
          </span>
          <span className="max-w-full truncate font-medium">{next.summary || next.path}</span>
        </Link>
      ) : null}
    </nav>
  );
}
