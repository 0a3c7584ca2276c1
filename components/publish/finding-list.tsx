import clsx from "clsx";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import type { Finding } from "#server/specs/schema.ts";
import type { ExcerptLine } from "./excerpt.ts";

const TONES: Record<Finding["severity"], Tone> = { error: "danger", warning: "attention", info: "note" };
const WORDS: Record<Finding["severity"], string> = { error: "Error", warning: "Warning", info: "Hint" };

export interface PlacedFinding {
  finding: Finding;
  excerpt: ExcerptLine[];
}

/** What was found in a document, each beside the lines of the source it is about. */
export function FindingList({ items }: { items: readonly PlacedFinding[] }) {
  return (
    <ol className="divide-y divide-rule overflow-hidden rounded-lg border border-rule bg-raised">
      {items.map(({ finding, excerpt }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes order
        <li key={i} className="grid gap-3 px-5 py-4 lg:grid-cols-2 lg:gap-6">
          <div className="min-w-0">
            <p className="flex flex-wrap items-center gap-2 text-caption text-muted">
              <Badge tone={TONES[finding.severity]}>{WORDS[finding.severity]}</Badge>
              {finding.line > 0 ? (
                <span className="tabular-nums">
                  Line {finding.line}, column {finding.column}
                </span>
              ) : null}
              <code className="text-xs">{finding.rule}</code>
            </p>
            <p className="mt-1.5 text-sm break-words">{finding.message}</p>
            {finding.hint ? <p className="mt-1 text-sm text-muted">{finding.hint}</p> : null}
            {finding.pointer ? (
              <code className="mt-1.5 block text-xs break-all text-faint">{finding.pointer}</code>
            ) : null}
          </div>
          {excerpt.length > 0 ? <Excerpt lines={excerpt} at={finding.line} /> : null}
        </li>
      ))}
    </ol>
  );
}

function Excerpt({ lines, at }: { lines: ExcerptLine[]; at: number }) {
  return (
    <figure
      aria-label={`Source around line ${at}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="m-0 min-w-0 self-start overflow-x-auto rounded-md border border-rule bg-sunken py-2 font-mono text-xs leading-5"
    >
      {lines.map(({ number, text }) => (
        <p
          key={number}
          className={clsx("flex min-w-max pr-4", number === at && "bg-attention-soft text-ink")}
        >
          <span className="w-12 shrink-0 pr-3 text-right text-faint tabular-nums select-none">{number}</span>
          <span className="whitespace-pre">{text || " "}</span>
        </p>
      ))}
    </figure>
  );
}
