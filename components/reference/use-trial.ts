import { useCallback, useEffect, useState } from "react";
import type { FetchTrial, TrialAnswer } from "./trial-key.ts";

/** Which app's credential this person wants on this device. */
const APP_KEY = "portico-trial-app";
const RENEW_BEFORE_MS = 60_000;
const LOOK_EVERY_MS = 15_000;

export type TrialState = TrialAnswer | { kind: "loading" } | { kind: "failed" };

export interface TrialWish {
  api: string;
  version: string;
  fetchTrial: FetchTrial;
}

/** A trial credential, fetched after the page, renewed before it ends while somebody looks; kept in memory only. */
export function useTrial(wish: TrialWish | null) {
  const [state, setState] = useState<TrialState>({ kind: "loading" });
  const { api, version, fetchTrial } = wish ?? {};

  const load = useCallback(
    async (app?: string) => {
      if (!api || !version || !fetchTrial) return;
      const wanted = app ?? readApp();
      try {
        let answer = await fetchTrial({ api, version, ...(wanted && { app: wanted }) });
        // The app remembered here may be another organisation's, or no longer open this API.
        if (answer.kind === "refused" && wanted && !app) answer = await fetchTrial({ api, version });
        setState(answer);
      } catch {
        setState({ kind: "failed" });
      }
    },
    [api, version, fetchTrial],
  );

  useEffect(() => void load(), [load]);

  const expiresAt = state.kind === "ready" ? state.expiresAt : null;
  useEffect(() => {
    if (!expiresAt) return;
    const look = () => {
      const isEnding = Date.parse(expiresAt) - Date.now() < RENEW_BEFORE_MS;
      if (isEnding && document.visibilityState === "visible") void load();
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [expiresAt, load]);

  const choose = (app: string) => {
    writeApp(app);
    void load(app);
  };
  return { state, choose, retry: () => void load() };
}

function readApp(): string | undefined {
  try {
    return localStorage.getItem(APP_KEY) ?? undefined;
  } catch {
    return undefined; // storage is switched off
  }
}

function writeApp(app: string): void {
  try {
    localStorage.setItem(APP_KEY, app);
  } catch {
    // Storage is switched off: the choice holds for this page.
  }
}
