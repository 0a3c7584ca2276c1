"use client";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { isSampleClient } from "#lib/sample-clients.ts";
import { fillKey } from "./fill-key.ts";
import { rememberClient } from "./language-cookie.ts";
import type { SampleChoice } from "./sample-choice.ts";
import { SamplePicker } from "./sample-picker.tsx";
import { SignIn, TrialLine } from "./trial-line.tsx";
import { type TrialWish, useTrial } from "./use-trial.ts";

interface SampleDeskProps {
  choices: SampleChoice[];
  /** The sample that the page came with. */
  initial: string;
  /** Address of another sample, with "{sample}" in its place. */
  source: string;
  /** Null for visitors, who are asked to sign in at `signInHref`. */
  trial: TrialWish | null;
  signInHref: string;
  /** The initial sample. */
  children: ReactNode;
}

/** Changes the sample's language in place, and fills in the reader's own credential. */
export function SampleDesk({ choices, initial, source, trial, signInHref, children }: SampleDeskProps) {
  const panel = useRef<HTMLDivElement>(null);
  const loaded = useRef(new Map<string, Promise<string>>());
  const [chosen, setChosen] = useState(initial);
  const [shown, setShown] = useState<string | null>(null);
  const [fault, setFault] = useState("");
  const { state, choose, retry } = useTrial(trial);
  const key = state.kind === "ready" ? state.key : null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another sample brings the placeholder back
  useLayoutEffect(() => {
    if (panel.current) fillKey(panel.current, key);
  }, [key, shown]);

  function near(id: string): Promise<string> {
    const known = loaded.current.get(id);
    if (known) return known;
    const coming = fetchSample(source.replace("{sample}", id));
    loaded.current.set(id, coming);
    coming.catch(() => loaded.current.delete(id));
    return coming;
  }

  async function pick(id: string) {
    if (isSampleClient(id)) rememberClient(id);
    setChosen(id);
    setFault("");
    // What is below stays where it is when the next sample is shorter.
    if (panel.current) panel.current.style.minHeight = `${panel.current.offsetHeight}px`;
    try {
      setShown(await near(id));
    } catch {
      setFault("This sample could not be fetched. Choose it again.");
    }
  }

  return (
    <div className="rounded-lg border border-rule bg-sunken">
      <SamplePicker
        choices={choices}
        chosen={chosen}
        onChoose={pick}
        onNear={(id) => void near(id).catch(() => undefined)}
      />
      <div ref={panel} className="border-t border-rule">
        {shown === null ? (
          children
        ) : (
          // biome-ignore lint/security/noDangerouslySetInnerHtml: our own server wrote it, every value escaped
          <div dangerouslySetInnerHTML={{ __html: shown }} />
        )}
      </div>
      {/* As high as it becomes once the credential is here. */}
      <div
        className={`flex flex-wrap items-center gap-x-1.5 gap-y-1 border-t border-rule px-4 py-2 text-caption text-muted ${
          trial ? "min-h-17 pointer-coarse:min-h-19" : "min-h-11"
        }`}
      >
        {fault ? (
          <span role="alert" className="text-danger">
            {fault}
          </span>
        ) : trial ? (
          <TrialLine state={state} onChoose={choose} onRetry={retry} />
        ) : (
          <SignIn href={signInHref} />
        )}
      </div>
    </div>
  );
}

async function fetchSample(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`The sample answered ${response.status}.`);
  return response.text();
}
