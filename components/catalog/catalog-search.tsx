"use client";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useTransition } from "react";
import { routes } from "#lib/routes.ts";
import { type CatalogQuery, catalogHref, FACETS } from "./catalog-query.ts";

/** Long enough to finish a word, short enough to feel instant. */
const PAUSE_MS = 140;

/** Results follow the typing; without scripts it is a plain form. The address is the only state. */
export function CatalogSearch({ query }: { query: CatalogQuery }) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asked = useRef(query.q);

  useEffect(() => {
    // The address changed for another reason than typing: a link, or a step back.
    if (input.current && query.q !== asked.current) input.current.value = query.q;
    asked.current = query.q;
  }, [query.q]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function ask() {
    clearTimeout(timer.current);
    const q = input.current?.value.trim() ?? "";
    if (q === asked.current) return;
    asked.current = q;
    startTransition(() => router.replace(catalogHref(query, { q }), { scroll: false }));
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    ask();
  }

  return (
    <search>
      <form action={routes.catalog()} onSubmit={submit} className="relative" aria-busy={isPending}>
        <label htmlFor="catalog-q" className="sr-only">
          Search APIs and operations
        </label>
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-3.5 size-4.5 -translate-y-1/2 text-muted"
        />
        <input
          ref={input}
          id="catalog-q"
          name="q"
          type="search"
          defaultValue={query.q}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          placeholder="Search by name, purpose, operation or path"
          data-search
          onChange={() => {
            clearTimeout(timer.current);
            timer.current = setTimeout(ask, PAUSE_MS);
          }}
          className="h-11 w-full rounded-lg border border-strong bg-raised pr-24 pl-11 text-base text-ink focus-visible:outline-offset-0 sm:text-sm"
        />
        {FACETS.flatMap((facet) =>
          query[facet].map((value) => (
            <input key={`${facet} ${value}`} type="hidden" name={facet} value={value} />
          )),
        )}
        {query.sort === "relevance" ? null : <input type="hidden" name="sort" value={query.sort} />}
        <button
          type="submit"
          className="absolute top-1/2 right-1.5 h-8 -translate-y-1/2 rounded-md px-3 text-caption font-medium text-muted hover:bg-hover hover:text-ink"
        >
          Search
        </button>
      </form>
    </search>
  );
}
