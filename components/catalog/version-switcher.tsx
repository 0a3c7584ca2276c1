import { ChevronsUpDown } from "lucide-react";
import { LifecycleBadge } from "#components/ui/lifecycle-badge.tsx";

interface VersionSwitcherProps {
  current: string;
  versions: { name: string; lifecycle: string; href: string; isMissing?: boolean }[];
}

/** The version being read and the way to the others; a native disclosure. */
export function VersionSwitcher({ current, versions }: VersionSwitcherProps) {
  if (versions.length < 2) {
    return (
      <span className="rounded-md border border-rule px-2 py-0.5 font-mono text-caption text-muted">
        {current}
      </span>
    );
  }
  return (
    <details className="relative">
      <summary className="flex h-8 list-none items-center gap-1.5 rounded-md border border-strong bg-raised px-2.5 font-mono text-caption hover:bg-hover [&::-webkit-details-marker]:hidden">
        <span className="sr-only">Version </span>
        {current}
        <ChevronsUpDown aria-hidden className="size-3.5 text-muted" />
      </summary>
      <ul className="no-print absolute left-0 z-30 mt-1.5 max-h-80 min-w-52 overflow-y-auto rounded-lg border border-rule bg-raised p-1 shadow-float">
        {versions.map(({ name, lifecycle, href, isMissing }) => (
          <li key={name}>
            <a
              href={href}
              data-within="1"
              data-keeps-place="1"
              aria-current={name === current ? "true" : undefined}
              className="flex min-h-9 items-center justify-between gap-4 rounded-md px-2.5 py-1 font-mono text-caption hover:bg-hover aria-[current]:bg-accent-soft"
            >
              {name}
              {isMissing ? (
                <span className="font-sans text-xs text-faint">not in this version</span>
              ) : (
                <LifecycleBadge lifecycle={lifecycle} />
              )}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
