"use client";
import { useSuggestions } from "../shell/use-suggestions.ts";
import { MethodBadge } from "../ui/method-badge.tsx";

export interface NavAnswersProps {
  api: string;
  version: string;
  query: string;
}

const MOST = 50;

/** Stands in the navigation's place while something is looked for. */
export function NavAnswers({ api, version, query }: NavAnswersProps) {
  const { state, items } = useSuggestions(query, { api, version, kind: "operation", limit: MOST });
  const count = items.length === MOST ? `The best ${MOST}` : `${items.length} found`;
  return (
    <div className="nav-answers">
      <p role="status" className="px-2 py-1 text-xs text-faint">
        {state === "failed"
          ? "Search does not answer at the moment. Type on to try again."
          : state === "loading" && items.length === 0
            ? "Searching …"
            : items.length === 0
              ? "No operation matches. Try another word or a part of the path."
              : count}
      </p>
      <ul>
        {items.map(({ href, title, method, path }) => (
          <li key={href}>
            <a href={href} data-within="1" className="nav-operation">
              <MethodBadge method={method ?? ""} size="sm" />
              <span>
                {title}
                <code className="block text-xs text-faint">{path}</code>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
