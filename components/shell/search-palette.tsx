"use client";
import { Search, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { routes } from "#lib/routes.ts";
import { Kbd } from "../ui/kbd.tsx";
import { clearRecent, openOption, readRecent } from "./recent-answers.ts";
import { type SearchOption, SearchOptions, toOption, useActiveOption } from "./search-options.tsx";
import { readSearchPlace } from "./search-place.ts";
import { useSuggestions } from "./use-suggestions.ts";

export interface SearchPaletteProps {
  /** Typed before the palette was there. */
  text: string;
  onClose: () => void;
}

/** Search over any page, by keyboard alone. Inside a reference it looks there first. */
export function SearchPalette({ text, onClose }: SearchPaletteProps) {
  const id = useId();
  const router = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  const [query, setQuery] = useState(text);
  const [place, setPlace] = useState(readSearchPlace);
  const [recent, setRecent] = useState(readRecent);
  const { state, items } = useSuggestions(query, place && { api: place.api, version: place.version });
  const options = state === "idle" ? recentOptions(recent) : answers();
  const { active, setActive, onKey } = useActiveOption(options, 0, choose);

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  function answers(): SearchOption[] {
    const q = query.trim();
    const found = items.map(toOption);
    if (place) {
      const title = `Search everywhere for “${q}”`;
      return [...found, { key: "everywhere", group: "More", title, run: () => setPlace(null) }];
    }
    const title = `Every API that matches “${q}”`;
    return [...found, { key: "catalog", group: "More", title, href: routes.catalog(q) }];
  }

  function choose(option: SearchOption, isNewTab: boolean) {
    if (option.href && !isNewTab) dialog.current?.close();
    openOption(option, isNewTab, router.push);
    setActive(0);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (onKey(event)) return;
    if (event.key === "Backspace" && query === "" && place) setPlace(null);
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: pressing beside it closes it; the keyboard has Esc
    <dialog
      ref={dialog}
      aria-label="Search"
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current?.close();
      }}
      className="m-0 h-dvh max-h-none w-full max-w-none overflow-hidden border-rule bg-raised p-0 text-ink shadow-float backdrop:bg-scrim sm:mx-auto sm:mt-[10dvh] sm:h-fit sm:w-160 sm:max-w-[calc(100vw-2rem)] sm:rounded-lg sm:border"
    >
      <div className="flex h-full max-h-full flex-col sm:max-h-[75dvh]">
        <div className="flex items-center gap-2 border-b border-rule px-3">
          <Search aria-hidden className="size-5 shrink-0 text-muted" />
          <input
            autoFocus
            type="search"
            value={query}
            placeholder={place ? `Search in ${place.name}` : "Search APIs, operations, schemas and guides"}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            aria-label="Search"
            role="combobox"
            aria-expanded={options.length > 0}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={options.length > 0 ? `${id}-list-${active}` : undefined}
            onChange={(event) => {
              setQuery(event.target.value);
              setActive(0);
            }}
            onKeyDown={onKeyDown}
            className="h-13 min-w-0 flex-1 bg-transparent text-base outline-none [&::-webkit-search-cancel-button]:hidden"
          />
          <button
            type="button"
            aria-label="Close search"
            onClick={() => dialog.current?.close()}
            className="flex size-9 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover"
          >
            <X aria-hidden className="size-4" />
          </button>
        </div>
        {place ? (
          <p className="flex items-center gap-2 border-b border-rule px-4 py-1.5 text-caption text-muted">
            <span className="min-w-0 truncate">
              in <strong className="font-medium text-ink">{place.name}</strong>
            </span>
            <button
              type="button"
              onClick={() => setPlace(null)}
              className="ml-auto min-h-6 shrink-0 rounded-md px-1 text-accent underline-offset-3 hover:underline"
            >
              Search everywhere
            </button>
          </p>
        ) : null}
        <div className="min-h-0 flex-1 overflow-y-auto p-1.5">
          <Message state={state} query={query} isEmpty={items.length === 0} where={place?.name} />
          <SearchOptions
            id={`${id}-list`}
            label={state === "idle" ? "Recent" : "Results"}
            options={options}
            active={active}
            onChoose={choose}
          />
        </div>
        <p role="status" className="sr-only">
          {announcement(state, items.length)}
        </p>
        <Foot
          hasRecent={state === "idle" && recent.length > 0}
          onClear={() => {
            clearRecent();
            setRecent([]);
          }}
        />
      </div>
    </dialog>
  );
}

function recentOptions(recent: ReturnType<typeof readRecent>): SearchOption[] {
  return recent.map((answer) => ({ ...answer, key: answer.href, group: "Recent" }));
}

function announcement(state: string, count: number): string {
  if (state !== "ready") return "";
  return count === 0 ? "No results" : `${count} ${count === 1 ? "result" : "results"}`;
}

interface MessageProps {
  state: ReturnType<typeof useSuggestions>["state"];
  query: string;
  isEmpty: boolean;
  where: string | undefined;
}

function Message({ state, query, isEmpty, where }: MessageProps) {
  const look = "px-3 py-3 text-sm text-muted";
  if (state === "failed")
    return (
      <p role="alert" className={look}>
        Search does not answer at the moment. Check your connection and type on to try again.
      </p>
    );
  if (state === "loading" && isEmpty) return <p className={look}>Searching …</p>;
  if (state === "ready" && isEmpty)
    return (
      <p className={look}>
        Nothing {where ? `in ${where} ` : ""}matches “{query.trim()}”. Try fewer or other words, or a part of
        a path such as /users.
      </p>
    );
  if (state === "idle" && query.trim() === "")
    return <p className={look}>Type a name, what it does, or a part of a path.</p>;
  return null;
}

function Foot({ hasRecent, onClear }: { hasRecent: boolean; onClear: () => void }) {
  return (
    <div className="flex min-h-10 items-center gap-4 border-t border-rule bg-sunken px-4 text-caption text-muted">
      <span aria-hidden className="flex gap-4 pointer-coarse:hidden">
        <span className="flex items-center gap-1">
          <Kbd>↑</Kbd>
          <Kbd>↓</Kbd> move
        </span>
        <span className="flex items-center gap-1">
          <Kbd>↵</Kbd> open
        </span>
        <span className="flex items-center gap-1">
          <Kbd>Esc</Kbd> close
        </span>
      </span>
      {hasRecent ? (
        <button
          type="button"
          onClick={onClear}
          className="ml-auto min-h-6 rounded-md px-1 text-accent underline-offset-3 hover:underline"
        >
          Clear recent
        </button>
      ) : null}
    </div>
  );
}
