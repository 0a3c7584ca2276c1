import Link from "next/link";
import { routes } from "#lib/routes.ts";
import type { Theme } from "#lib/theme.ts";
import { ThemeSwitch } from "./theme-switch.tsx";

interface SiteFooterProps {
  brandName: string;
  theme: Theme | undefined;
  hasTerms: boolean;
}

const COLUMNS = [
  {
    title: "Find",
    links: [
      { href: routes.catalog(), label: "All APIs" },
      { href: routes.guides(), label: "Guides" },
      { href: routes.guide("faq"), label: "Questions and answers" },
    ],
  },
  {
    title: "Build",
    links: [
      { href: routes.guide("getting-started"), label: "First call" },
      { href: routes.guide("authentication"), label: "Authentication" },
      { href: routes.guide("errors"), label: "Errors" },
      { href: routes.guide("rate-limits"), label: "Rate limits" },
    ],
  },
  {
    title: "Publish",
    links: [
      { href: routes.guide("publishing"), label: "Publish an API" },
      { href: "/api/v1/openapi.json", label: "This portal’s own API" },
    ],
  },
] as const;

/** What lies beyond the page, and the theme. */
export function SiteFooter({ brandName, theme, hasTerms }: SiteFooterProps) {
  return (
    <footer data-shell className="mt-auto border-t border-rule bg-sunken">
      <div className="mx-auto grid max-w-wide grid-cols-2 gap-8 px-4 pt-10 pb-8 sm:grid-cols-3 sm:px-6 lg:grid-cols-[repeat(3,minmax(0,11rem))_1fr] lg:px-8">
        {COLUMNS.map(({ title, links }) => (
          <nav key={title} aria-label={title}>
            <h2 className="text-caption font-medium text-faint">{title}</h2>
            <ul className="mt-2">
              {links.map(({ href, label }) => (
                <li key={href}>
                  <Link
                    href={href}
                    prefetch={false}
                    className="inline-flex min-h-7 items-center text-sm text-muted hover:text-ink hover:underline pointer-coarse:min-h-10"
                  >
                    {label}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        ))}
        <div className="flex flex-wrap items-end justify-between gap-4 max-sm:col-span-2 sm:col-span-3 lg:col-span-1 lg:flex-col lg:justify-between">
          <ThemeSwitch initial={theme} />
          {hasTerms ? (
            <Link
              href={routes.terms()}
              prefetch={false}
              className="inline-flex min-h-7 items-center text-sm text-muted hover:text-ink hover:underline pointer-coarse:min-h-10"
            >
              Terms of use
            </Link>
          ) : null}
          <p className="text-caption text-faint">{brandName} · runs on Portico, an open-source API portal</p>
        </div>
      </div>
    </footer>
  );
}
