"use client";
import { Play } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "../ui/button.tsx";
import { CodeFrame } from "../ui/code-frame.tsx";

interface LiveCallProps {
  /** Address on this origin. */
  path: string;
  /** What is shown before it is sent: the documented answer. */
  children: ReactNode;
}

interface Outcome {
  /** 0 when nothing answered. */
  status: number;
  heading: string;
  text: string;
}

/** Sends the call for real, without a key, and shows what comes back. */
export function LiveCall({ path, children }: LiveCallProps) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [isPending, setIsPending] = useState(false);

  async function send() {
    setIsPending(true);
    setOutcome(await call(path));
    setIsPending(false);
  }

  return (
    <>
      <div aria-live="polite">
        {outcome ? (
          <CodeFrame
            code={outcome.text}
            title={outcome.heading}
            what="answer"
            isBare
            isWrapped
            className="border-t border-rule bg-raised!"
          />
        ) : (
          children
        )}
      </div>
      <div className="needs-script flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-rule px-4 py-2.5">
        <p className="text-caption text-muted">{captionOf(outcome)}</p>
        <Button size="sm" pending={isPending} onClick={send}>
          <Play aria-hidden /> {outcome ? "Send it again" : "Send it now"}
        </Button>
      </div>
    </>
  );
}

async function call(path: string): Promise<Outcome> {
  const startedAt = performance.now();
  try {
    const response = await fetch(path, { headers: { accept: "application/json" }, credentials: "omit" });
    const text = await response.text();
    const took = Math.round(performance.now() - startedAt);
    return { status: response.status, heading: `${response.status} in ${took} ms`, text: pretty(text) };
  } catch {
    return {
      status: 0,
      heading: "No answer",
      text: "The sandbox could not be reached. Check your connection and send it again.",
    };
  }
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text; // not JSON: shown as it came
  }
}

function captionOf(outcome: Outcome | null): string {
  if (!outcome) return "It answers without a key, too: it says what is missing.";
  return outcome.status === 401 ? "That is the sandbox asking for your key." : "";
}
