"use client";
import Link from "next/link";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { MethodBadge } from "#components/ui/method-badge.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { routes } from "#lib/routes.ts";
import type { ConsoleData } from "./console-data.ts";
import type { HistoryEntry } from "./history.ts";

interface HistoryViewProps {
  data: ConsoleData;
  entries: HistoryEntry[];
  onOpen: (entry: HistoryEntry) => void;
  onChange: (entries: HistoryEntry[]) => void;
}

/** Earlier calls to this version, made from this browser. */
export function HistoryView({ data, entries, onOpen, onChange }: HistoryViewProps) {
  const [cleared, setCleared] = useState<HistoryEntry[]>([]);
  if (entries.length === 0 && cleared.length > 0)
    return (
      <p role="status" className="flex flex-wrap items-center gap-3 text-caption text-muted">
        The history of this version is empty now.
        <Button
          size="sm"
          onClick={() => {
            onChange(cleared);
            setCleared([]);
          }}
        >
          Bring it back
        </Button>
      </p>
    );
  if (entries.length === 0)
    return (
      <p className="text-caption text-muted">
        Calls that you send appear here, on this device only, without credentials, files and other secrets.
      </p>
    );
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <p className="text-caption text-muted">
        On this device only, without credentials, files and other secrets. The last {entries.length} of this
        version.
      </p>
      <ul className="flex min-w-0 flex-col rounded-lg border border-rule">
        {entries.map((entry) => (
          <li key={entry.id} className="border-b border-rule last:border-b-0">
            <EntryLink {...{ data, entry, onOpen }} />
          </li>
        ))}
      </ul>
      <div>
        <Button
          size="sm"
          onClick={() => {
            setCleared(entries);
            onChange([]);
          }}
        >
          Clear history
        </Button>
      </div>
    </div>
  );
}

function EntryLink({
  data,
  entry,
  onOpen,
}: Pick<HistoryViewProps, "data" | "onOpen"> & { entry: HistoryEntry }) {
  const look =
    "flex w-full min-w-0 flex-col gap-0.5 px-4 py-2 text-left text-caption -outline-offset-2 hover:bg-hover";
  const words = (
    <>
      <span className="flex min-w-0 items-center gap-2">
        <MethodBadge method={entry.method} size="sm" />
        <span className="min-w-0 flex-1 truncate font-mono">{entry.path}</span>
        <span className="font-medium tabular-nums">{entry.status || "no answer"}</span>
      </span>
      <span className="flex min-w-0 gap-3 text-muted">
        <span className="min-w-0 flex-1 truncate">{entry.environment}</span>
        <RelativeTime at={new Date(entry.atMs)} now={new Date()} />
      </span>
    </>
  );
  if (entry.key === data.key)
    return (
      <button type="button" className={look} onClick={() => onOpen(entry)}>
        {words}
      </button>
    );
  return (
    <Link
      className={look}
      href={routes.tryOperation(data.api, data.version, entry.key, entry.id)}
      prefetch={false}
    >
      {words}
    </Link>
  );
}
