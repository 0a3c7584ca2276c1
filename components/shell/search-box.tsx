"use client";
import clsx from "clsx";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { routes } from "#lib/routes.ts";
import { Kbd } from "../ui/kbd.tsx";
import { MethodBadge } from "../ui/method-badge.tsx";
import { useSuggestions } from "./use-suggestions.ts";

interface SearchBoxProps {
  /** `large` for the home page and pages that were not found. */
  size?: "compact" | "large";
  /** Takes the focus when the page opens, except where a keyboard would cover it. */
  hasFocus?: boolean;
  defaultValue?: string;
}

/** Finds APIs and operations while typing; without scripts it is a plain form that opens the catalog. */
export function SearchBox({ size = "compact", hasFocus, defaultValue = "" }: SearchBoxProps) {
  const id = useId();
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const suggestions = useSuggestions(query);
  const isShown = isOpen && suggestions.length > 0;
  const isLarge = size === "large";

  useEffect(() => {
    if (hasFocus && matchMedia("(pointer: fine)").matches) input.current?.focus({ preventScroll: true });
  }, [hasFocus]);

  useEffect(() => {
    if (active >= 0) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [active, id]);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === "Escape" && isShown) {
      event.preventDefault();
      setIsOpen(false);
      setActive(-1);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!isShown) return;
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const places = suggestions.length + 1; // the typed text itself is one of them
      setActive(((active + 1 + step + places) % places) - 1);
    } else if (event.key === "Enter" && isShown && suggestions[active]) {
      event.preventDefault();
      setIsOpen(false);
      router.push(suggestions[active].href);
    }
  }

  return (
    <search className="relative w-full">
      <form action={routes.catalog()} onSubmit={() => setIsOpen(false)}>
        <label htmlFor={id} className="sr-only">
          Search APIs and operations
        </label>
        <Search
          aria-hidden
          className={clsx(
            "pointer-events-none absolute top-1/2 -translate-y-1/2 text-muted",
            isLarge ? "left-4 size-5" : "left-2.5 size-4",
          )}
        />
        <input
          ref={input}
          id={id}
          name="q"
          type="search"
          defaultValue={defaultValue}
          data-search={isLarge ? "large" : "compact"}
          placeholder={isLarge ? "Search APIs, operations and paths" : "Search"}
          autoComplete="off"
          spellCheck={false}
          role="combobox"
          aria-expanded={isShown}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={isShown && active >= 0 ? `${id}-${active}` : undefined}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(-1);
            setIsOpen(true);
          }}
          onFocus={() => setIsOpen(true)}
          onBlur={() => setIsOpen(false)}
          onKeyDown={onKeyDown}
          className={clsx(
            "w-full rounded-md border bg-raised text-ink [&::-webkit-search-cancel-button]:hidden",
            isLarge
              ? "h-13 rounded-lg border-strong pr-14 pl-12 text-base focus-visible:outline-offset-0"
              : "h-9 border-rule pr-9 pl-8.5 text-sm hover:border-strong focus-visible:outline-offset-0 pointer-coarse:text-base",
          )}
        />
        <span
          aria-hidden
          className={clsx(
            "needs-script pointer-events-none absolute top-1/2 -translate-y-1/2 pointer-coarse:hidden",
            isLarge ? "right-4" : "right-2",
          )}
        >
          <Kbd>/</Kbd>
        </span>
      </form>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Suggestions"
        hidden={!isShown}
        className="absolute inset-x-0 top-full z-30 mt-1.5 max-h-[min(26rem,70dvh)] min-w-72 overflow-y-auto rounded-lg border border-rule bg-raised p-1 text-left shadow-float"
      >
        {suggestions.map((suggestion, i) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the input, as a combobox wants it
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input's arrows and Enter do the same
          <div
            key={suggestion.href}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              setIsOpen(false);
              router.push(suggestion.href);
            }}
            className="flex cursor-pointer items-center gap-3 rounded-md px-3 py-2 text-sm hover:bg-hover aria-selected:bg-hover"
          >
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">{suggestion.title}</span>
              <span className="block truncate text-caption text-muted">
                {suggestion.path ? <span className="font-mono text-xs">{suggestion.path}</span> : null}
                {suggestion.path ? " · " : null}
                {suggestion.context}
              </span>
            </span>
            {suggestion.method ? <MethodBadge method={suggestion.method} /> : null}
          </div>
        ))}
      </div>
    </search>
  );
}
