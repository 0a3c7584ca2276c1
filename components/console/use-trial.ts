"use client";
import { useCallback, useRef, useState } from "react";
import type { FetchTrial, TrialAnswer } from "#components/reference/trial-key.ts";

export interface Trial {
  answer: TrialAnswer | null;
  isLoading: boolean;
  /** Asks for a key of this app, or of the app last used. */
  fetch: (app?: string) => Promise<TrialAnswer>;
  /** The key, renewed when it is about to run out; "" when there is none. */
  key: () => Promise<string>;
}

const MARGIN_MS = 15_000;

/** The sandbox's short-lived key of one of the person's apps; held in memory only. */
export function useTrial(place: { api: string; version: string }, fetchTrial: FetchTrial): Trial {
  const [answer, setAnswer] = useState<TrialAnswer | null>(null);
  const [isLoading, setIsLoading] = useState(false);
  const held = useRef<TrialAnswer>(null);
  const { api, version } = place;

  const fetch = useCallback(
    async (app?: string) => {
      setIsLoading(true);
      const fresh = await fetchTrial({ api, version, ...(app && { app }) }).catch(
        (): TrialAnswer => ({
          kind: "refused",
          message: "The portal could not be reached. Check your connection, then try again.",
        }),
      );
      held.current = fresh;
      setAnswer(fresh);
      setIsLoading(false);
      return fresh;
    },
    [api, version, fetchTrial],
  );

  const key = useCallback(async () => {
    const now = held.current;
    if (now?.kind === "ready" && Date.parse(now.expiresAt) > Date.now() + MARGIN_MS) return now.key;
    const fresh = await fetch(now?.kind === "ready" ? now.app.id : undefined);
    return fresh.kind === "ready" ? fresh.key : "";
  }, [fetch]);

  return { answer, isLoading, fetch, key };
}
