"use client";
import { useEffect, useState } from "react";
import type { Suggestion, SuggestionKind } from "#server/catalog/schema.ts";

const PAUSE_MS = 120;

/** Narrows a search to what is in one version of an API. */
export interface SearchScope {
  api: string;
  version: string;
  kind?: SuggestionKind;
  limit?: number;
}

export interface Suggestions {
  /** `idle` while too little is typed; `failed` when the portal could not be asked. */
  state: "idle" | "loading" | "ready" | "failed";
  items: readonly Suggestion[];
}

const NOTHING: Suggestions = { state: "idle", items: [] };

/** What the catalog suggests for a text being typed; earlier answers stay until the next, a late one is dropped. */
export function useSuggestions(query: string, scope?: SearchScope | null): Suggestions {
  const [found, setFound] = useState<Suggestions>(NOTHING);
  const text = query.trim();
  const address = text.length < 2 ? null : addressOf(text, scope);

  useEffect(() => {
    if (!address) {
      setFound(NOTHING);
      return;
    }
    setFound(({ items }) => ({ state: "loading", items }));
    const request = new AbortController();
    const timer = setTimeout(() => {
      fetchSuggestions(address, request.signal).then(
        (items) => setFound({ state: "ready", items }),
        () => {
          if (!request.signal.aborted) setFound({ state: "failed", items: [] });
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      request.abort();
    };
  }, [address]);

  return found;
}

function addressOf(text: string, scope: SearchScope | null | undefined): string {
  const query = new URLSearchParams({ q: text });
  for (const [name, value] of Object.entries(scope ?? {})) query.set(name, String(value));
  return `/api/v1/search?${query}`;
}

async function fetchSuggestions(address: string, signal: AbortSignal): Promise<readonly Suggestion[]> {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`Searching answered ${response.status}.`);
  const body: { items: Suggestion[] } = await response.json();
  return body.items;
}
