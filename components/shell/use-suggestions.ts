"use client";
import { useEffect, useState } from "react";
import type { Suggestion } from "#server/catalog/schema.ts";

const PAUSE_MS = 120;

/** What the catalog suggests for a text being typed; an answer that comes late is dropped. */
export function useSuggestions(query: string): readonly Suggestion[] {
  const [suggestions, setSuggestions] = useState<readonly Suggestion[]>([]);
  const text = query.trim();

  useEffect(() => {
    if (text.length < 2) {
      setSuggestions([]);
      return;
    }
    const request = new AbortController();
    const timer = setTimeout(() => {
      fetchSuggestions(text, request.signal).then(setSuggestions, () => undefined); // typing on aborts it
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      request.abort();
    };
  }, [text]);

  return suggestions;
}

async function fetchSuggestions(text: string, signal: AbortSignal): Promise<readonly Suggestion[]> {
  const response = await fetch(`/api/v1/search?q=${encodeURIComponent(text)}`, { signal });
  if (!response.ok) return [];
  const body: { items: Suggestion[] } = await response.json();
  return body.items;
}
