"use client";
import Link from "next/link";
import { MethodBadge } from "../ui/method-badge.tsx";
import { useSuggestions } from "./use-suggestions.ts";

const MOST = 6;

/** What search finds for the words of an address that led nowhere; asked by the browser, once the words are on screen. */
export function NearbyAnswers({ words }: { words: string }) {
  const { items: suggestions } = useSuggestions(words);
  if (suggestions.length === 0) return null;
  return (
    <section aria-labelledby="found" className="mt-8">
      <h2 id="found" className="text-base">
        Perhaps one of these, found for “{words}”
      </h2>
      <ul className="mt-2 border-t border-rule">
        {suggestions.slice(0, MOST).map(({ href, title, context, method, path }) => (
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
