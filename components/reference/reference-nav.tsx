import { PanelLeft } from "lucide-react";
import { Markup } from "./markup.tsx";
import { NavFilter } from "./nav-filter.tsx";
import { type NavPage, navHtml } from "./nav-html.ts";

/** The way around a reference, beside its pages; folded behind a button on phones. */
export function ReferenceNav({ page }: { page: NavPage }) {
  return (
    <nav aria-label="Reference" className="reference-nav">
      <label className="flex h-11 items-center gap-2 rounded-md border border-strong bg-raised px-3 text-sm font-medium has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent md:hidden">
        <input type="checkbox" className="nav-toggle absolute opacity-0" />
        <PanelLeft aria-hidden className="size-4 text-muted" />
        All operations
      </label>
      <div className="nav-fold-body">
        <NavFilter api={page.api} version={page.version} />
        <Markup className="nav-body" html={navHtml(page)} />
      </div>
    </nav>
  );
}
