import { Search } from "lucide-react";
import { routes } from "#lib/routes.ts";
import { Kbd } from "../ui/kbd.tsx";

/** The header's field: a plain form that opens the catalog, until a script turns it into the way to the palette. */
export function HeaderSearch() {
  return (
    <search className="relative w-full">
      <form action={routes.catalog()}>
        <label htmlFor="header-search" className="sr-only">
          Search
        </label>
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
        />
        <input
          id="header-search"
          name="q"
          type="search"
          data-opens-search
          placeholder="Search"
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          aria-keyshortcuts="/ Control+K Meta+K"
          className="h-9 w-full rounded-md border border-rule bg-raised pr-9 pl-8.5 text-sm text-ink hover:border-strong focus-visible:outline-offset-0 pointer-coarse:text-base [&::-webkit-search-cancel-button]:hidden"
        />
        <span
          aria-hidden
          className="needs-script pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 pointer-coarse:hidden"
        >
          <Kbd>/</Kbd>
        </span>
      </form>
    </search>
  );
}
