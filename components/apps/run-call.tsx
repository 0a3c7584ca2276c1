"use client";
import { Play } from "lucide-react";
import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { CodeFrame } from "#components/ui/code-frame.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { CallDraft } from "#lib/call-draft.ts";

type Outcome =
  | { kind: "answer"; status: number; statusText: string; millis: number; body: string }
  | { kind: "silence"; message: string };

/** Makes the call from this browser and shows what comes back: status, time, body. */
export function RunCall({ call, onAnswer }: { call: CallDraft; onAnswer?: (status: number) => void }) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [isRunning, setIsRunning] = useState(false);

  async function run() {
    setIsRunning(true);
    const result = await perform(call);
    setOutcome(result);
    setIsRunning(false);
    if (result.kind === "answer") onAnswer?.(result.status);
  }

  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <Button variant={outcome ? "secondary" : "primary"} size="lg" onClick={run} pending={isRunning}>
          {isRunning ? null : <Play aria-hidden />} {outcome ? "Run it again" : "Run it here"}
        </Button>
        <span className="text-caption text-muted">Calls the sandbox from this page, with your key.</span>
      </div>
      <div aria-live="polite" className="flex min-w-0 flex-col gap-3">
        {outcome ? <OutcomeView outcome={outcome} /> : null}
      </div>
    </div>
  );
}

function OutcomeView({ outcome }: { outcome: Outcome }) {
  if (outcome.kind === "silence") {
    return (
      <Notice tone="danger" title="The sandbox did not answer">
        {outcome.message}
      </Notice>
    );
  }
  const { status, statusText, millis, body } = outcome;
  const isGood = status < 300;
  return (
    <CodeFrame
      code={body}
      what="answer"
      className="max-h-96 overflow-y-auto!"
      title={
        <span className="flex items-center gap-2">
          <Badge tone={isGood ? "good" : "danger"}>
            <span data-http-status={status}>
              {status} {statusText}
            </span>
          </Badge>
          <span className="tabular-nums">{millis} ms</span>
        </span>
      }
    />
  );
}

/** The page may be open under another name than the portal's own, so the call goes to where the page came from. */
async function perform({ method, url, headers }: CallDraft): Promise<Outcome> {
  const { pathname, search } = new URL(url);
  const startedAt = performance.now();
  try {
    const response = await fetch(pathname + search, {
      method,
      headers,
      cache: "no-store",
      credentials: "omit",
    });
    const text = await response.text();
    const millis = Math.round(performance.now() - startedAt);
    return {
      kind: "answer",
      status: response.status,
      statusText: response.statusText,
      millis,
      body: pretty(text),
    };
  } catch {
    return { kind: "silence", message: "Check your connection, then run it again. Your key is fine." };
  }
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
