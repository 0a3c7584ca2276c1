"use client";
import { Activity } from "lucide-react";
import { useEffect, useState } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { Answer } from "#lib/answer.ts";
import { type CallRow, CallTable } from "./call-table.tsx";

const EVERY_MS = 2_000;
const MAX_EVERY_MS = 30_000;

interface LiveCallsProps {
  initial: readonly CallRow[];
  now: Date | string;
  /** Address that answers Answer<{ items: CallRow[] }>. */
  source: string;
}

/** The calls just made, asked for again every two seconds while somebody looks. */
export function LiveCalls({ initial, now, source }: LiveCallsProps) {
  const [shown, setShown] = useState({ calls: initial, now });
  useEffect(() => {
    let wait = EVERY_MS;
    let timer: ReturnType<typeof setTimeout>;
    const abort = new AbortController();
    async function look() {
      const calls = document.hidden ? null : await fetchCalls(source, abort.signal);
      if (abort.signal.aborted) return;
      if (calls) setShown({ calls, now: new Date() });
      // A server in trouble is left alone for longer and longer.
      wait = calls || document.hidden ? EVERY_MS : Math.min(MAX_EVERY_MS, wait * 2);
      timer = setTimeout(look, wait);
    }
    timer = setTimeout(look, wait);
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [source]);

  if (shown.calls.length === 0) {
    return (
      <EmptyState icon={<Activity />} title="No calls yet">
        Run the curl line you got with your key. The call appears here within seconds.
      </EmptyState>
    );
  }
  return <CallTable calls={shown.calls} now={shown.now} />;
}

async function fetchCalls(source: string, signal: AbortSignal): Promise<readonly CallRow[] | null> {
  try {
    const response = await fetch(source, { signal, cache: "no-store" });
    if (!response.ok) return null;
    const answer: Answer<{ items: CallRow[] }> = await response.json();
    return answer.ok ? answer.value.items : null;
  } catch {
    return null;
  }
}
