"use client";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { routes } from "#lib/routes.ts";
import { Kbd } from "../ui/kbd.tsx";
import { openOption } from "./recent-answers.ts";
import { type SearchOption, SearchOptions, toOption, useActiveOption } from "./search-options.tsx";
import { useSuggestions } from "./use-suggestions.ts";

interface SearchBoxProps {
  /** Takes the focus when the page opens, except where a keyboard would cover it. */
  hasFocus?: boolean;
  defaultValue?: string;
}

/** The large search field of a page; without scripts it is a plain form that opens the catalog. */
export function SearchBox({ hasFocus, defaultValue = "" }: SearchBoxProps) {
  const id = useId();
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  const options = useSuggestions(query).items.map(toOption);
  const { active, setActive, onKey } = useActiveOption(options, -1, choose);
  const isShown = isOpen && options.length > 0;

  useEffect(() => {
    if (hasFocus && matchMedia("(pointer: fine)").matches) input.current?.focus({ preventScroll: true });
  }, [hasFocus]);

  function choose(option: SearchOption, isNewTab: boolean) {
    setIsOpen(false);
    openOption(option, isNewTab, router.push);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (!isShown) return;
    if (event.key === "Escape") {
      event.preventDefault();
      setIsOpen(false);
      setActive(-1);
    } else onKey(event);
  }

  return (
    <search className="relative w-full">
      <form action={routes.catalog()} onSubmit={() => setIsOpen(false)}>
        <label htmlFor={id} className="sr-only">
          Search APIs, operations and guides
        </label>
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-4 size-5 -translate-y-1/2 text-muted"
        />
        <input
          ref={input}
          id={id}
          name="q"
          type="search"
          defaultValue={defaultValue}
          data-search
          placeholder="Search APIs, operations and paths"
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          role="combobox"
          aria-expanded={isShown}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={isShown && active >= 0 ? `${id}-list-${active}` : undefined}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(-1);
            setIsOpen(true);
          }}
          onFocus={() => setIsOpen(true)}
          onBlur={() => setIsOpen(false)}
          onKeyDown={onKeyDown}
          className="h-13 w-full rounded-lg border border-strong bg-raised pr-14 pl-12 text-base text-ink focus-visible:outline-offset-0 [&::-webkit-search-cancel-button]:hidden"
        />
        <span
          aria-hidden
          className="needs-script pointer-events-none absolute top-1/2 right-4 -translate-y-1/2 pointer-coarse:hidden"
        >
          <Kbd>/</Kbd>
        </span>
      </form>
      <div
        hidden={!isShown}
        className="absolute inset-x-0 top-full z-30 mt-1.5 max-h-[min(28rem,70dvh)] min-w-72 overflow-y-auto rounded-lg border border-rule bg-raised p-1 text-left shadow-float"
      >
        <SearchOptions
          id={`${id}-list`}
          label="Suggestions"
          options={options}
          active={active}
          onChoose={choose}
        />
      </div>
    </search>
  );
}
