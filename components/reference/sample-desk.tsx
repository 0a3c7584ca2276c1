"use client";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { type CallServer, choiceText, type ServerChoice } from "#lib/call-server.ts";
import { LiveLine, NoPlanLine } from "./call-line.tsx";
import { fillKey } from "./fill-key.ts";
import { rememberClient } from "./language-cookie.ts";
import type { SampleChoice } from "./sample-choice.ts";
import { SamplePicker } from "./sample-picker.tsx";
import { rememberServer } from "./server-cookie.ts";
import { ServerPicker } from "./server-picker.tsx";
import { SignIn, TrialLine } from "./trial-line.tsx";
import { type TrialWish, useTrial } from "./use-trial.ts";

interface SampleDeskProps {
  choices: SampleChoice[];
  /** The sample that the page came with. */
  initial: string;
  /** Address of another sample, with "{sample}" and "{at}" in the place of its name and its server. */
  source: string;
  api: string;
  servers: CallServer[];
  /** The server that the page came with. */
  at: ServerChoice;
  /** What the address says of the server. */
  askedAt: string;
  /** Set where nobody can have a key for the sandbox: where the publisher mends that, or null for everybody else. */
  noPlan: { planHref: string | null } | null;
  /** Null for visitors, who are asked to sign in at `signInHref`. */
  trial: TrialWish | null;
  signInHref: string;
  /** The initial sample. */
  children: ReactNode;
}

/** Changes the sample's language in place, and fills in the reader's own credential. */
export function SampleDesk(props: SampleDeskProps) {
  const { choices, initial, source, api, servers, noPlan, trial, signInHref, children } = props;
  const panel = useRef<HTMLDivElement>(null);
  const loaded = useRef(new Map<string, Promise<string>>());
  const latest = useRef("");
  const [chosen, setChosen] = useState(initial);
  const [shown, setShown] = useState<{ html: string } | null>(null);
  const [fault, setFault] = useState("");
  const [at, setAt] = useState(props.at);
  const isLive = at.index !== null;
  const { state, choose, retry } = useTrial(isLive || noPlan ? null : trial);
  const key = state.kind === "ready" && !isLive ? state.key : null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another sample brings the placeholder back
  useLayoutEffect(() => {
    const element = panel.current;
    if (!element) return;
    fillKey(element, key);
    // Markup that is left may be kept for the way back; a credential may not.
    return () => fillKey(element, null);
  }, [key, shown]);

  function near(id: string, server: string): Promise<string> {
    const address = source.replace("{sample}", id).replace("{at}", encodeURIComponent(server));
    const known = loaded.current.get(address);
    if (known) return known;
    const coming = fetchSample(address);
    loaded.current.set(address, coming);
    coming.catch(() => loaded.current.delete(address));
    return coming;
  }

  async function move(next: ServerChoice) {
    const text = choiceText(next, servers);
    rememberServer(api, text);
    setAt(next);
    await show(chosen, text);
  }

  async function pick(id: string) {
    const client = choices.find((choice) => choice.id === id)?.client;
    if (client) rememberClient(client);
    setChosen(id);
    await show(id, choiceText(at, servers));
  }

  async function show(id: string, server: string) {
    const asked = `${id} ${server}`;
    latest.current = asked;
    setFault("");
    // What is below stays where it is when the next sample is shorter.
    if (panel.current) panel.current.style.minHeight = `${panel.current.offsetHeight}px`;
    try {
      const html = await near(id, server);
      // Somebody who types has asked for another one meanwhile.
      if (latest.current !== asked) return;
      if (panel.current) fillKey(panel.current, null);
      setShown({ html });
    } catch {
      setFault("This sample could not be fetched. Choose it again.");
    }
  }

  return (
    <div className="rounded-lg border border-rule bg-sunken">
      {servers.length > 0 ? (
        <ServerPicker servers={servers} choice={at} sample={chosen} onChoose={move} />
      ) : null}
      <SamplePicker
        choices={choices}
        chosen={chosen}
        at={props.askedAt}
        onChoose={pick}
        onNear={(id) => void near(id, choiceText(at, servers)).catch(() => undefined)}
      />
      <div ref={panel} className="border-t border-rule">
        {shown === null ? (
          children
        ) : (
          // biome-ignore lint/security/noDangerouslySetInnerHtml: our own server wrote it, every value escaped
          <div dangerouslySetInnerHTML={{ __html: shown.html }} />
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
        ) : isLive ? (
          <LiveLine />
        ) : noPlan ? (
          <NoPlanLine hasServers={servers.length > 0} planHref={noPlan.planHref} />
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
