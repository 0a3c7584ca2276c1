import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { SearchBox } from "#components/shell/search-box.tsx";
import { MethodBadge } from "#components/ui/method-badge.tsx";
import { routes } from "#lib/routes.ts";
import { suggest } from "#server/catalog/index.ts";
import type { Suggestion } from "#server/catalog/schema.ts";
import { currentContext } from "#server/platform/session.ts";

export const metadata: Metadata = { title: "Page not found", robots: { index: false } };

/** Searches for the words of the address that led nowhere. */
export default async function NotFoundPage() {
  const words = wordsOf((await headers()).get("x-pathname") ?? "");
  const found = words ? await suggest(await currentContext(), { q: words }) : [];
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto w-full max-w-wide flex-1 px-4 pt-10 pb-16 outline-none sm:px-6 lg:px-8 lg:pt-16"
    >
      <div className="max-w-2xl">
        <p className="font-mono text-caption text-faint">404</p>
        <h1 className="mt-1 text-2xl">There is nothing at this address</h1>
        <p className="mt-2 text-muted">
          It may have moved, been retired, or be visible to other people only. If somebody gave you the link,{" "}
          <Link
            href={routes.signIn()}
            className="text-accent underline decoration-accent-line underline-offset-3 hover:decoration-accent"
          >
            signing in
          </Link>{" "}
          may help.
        </p>
        <div className="mt-7">
          <SearchBox size="large" defaultValue={words} />
        </div>
        {found.length > 0 ? <Found suggestions={found} words={words} /> : null}
        <p className="mt-8 flex gap-5 text-sm">
          <Link href={routes.catalog()} className="py-1 text-accent hover:underline hover:underline-offset-4">
            All APIs
          </Link>
          <Link href={routes.guides()} className="py-1 text-accent hover:underline hover:underline-offset-4">
            Guides
          </Link>
        </p>
      </div>
    </main>
  );
}

function Found({ suggestions, words }: { suggestions: readonly Suggestion[]; words: string }) {
  return (
    <section aria-labelledby="found" className="mt-8">
      <h2 id="found" className="text-base">
        Perhaps one of these, found for “{words}”
      </h2>
      <ul className="mt-2 border-t border-rule">
        {suggestions.slice(0, 6).map(({ href, title, context, method, path }) => (
          <li
            key={href}
            className="relative flex items-center justify-between gap-4 border-b border-rule py-3 hover:bg-hover/50"
          >
            <span className="min-w-0">
              <Link href={href} className="font-medium after:absolute after:inset-0 hover:text-accent">
                {title}
              </Link>
              <span className="block truncate text-caption text-muted">
                {path ? <span className="font-mono text-xs">{path}</span> : null}
                {path ? " · " : null}
                {context}
              </span>
            </span>
            {method ? <MethodBadge method={method} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Words of this portal's own addresses say nothing about what was looked for. */
const STRUCTURE = new Set([
  "apis",
  "v",
  "operations",
  "schemas",
  "tags",
  "guides",
  "apps",
  "publish",
  "admin",
  "start",
  "plans",
  "changelog",
  "redoc",
  "html",
  "index",
  "docs",
  "api",
]);

function wordsOf(path: string): string {
  const [bare = ""] = path.split("?");
  return decodeSafely(bare)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !STRUCTURE.has(word.toLowerCase()) && !/^v?\d+$/i.test(word))
    .slice(0, 6)
    .join(" ")
    .slice(0, 80);
}

function decodeSafely(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a broken escape is part of why nothing was found
  }
}
