import { html } from "./html.ts";
import { Markup } from "./markup.tsx";
import type { PathLevels } from "./path-levels.ts";

interface PathIndexProps {
  levels: PathLevels;
  /** The address of the list at this path; of the whole list with "". */
  hrefOf: (path: string) => string;
}

const MOST = 240;

/** Paths of a long list as folders: where the reader stands, and how much lies below each next part. */
export function PathIndex({ levels: { way, below }, hrefOf }: PathIndexProps) {
  if (way.length === 0 && below.length < 2) return null;
  const steps = way.map(({ path, name }, i) =>
    i === way.length - 1
      ? html`<li aria-current="true">${name}</li>`
      : html`<li><a href="${hrefOf(path)}" data-within="1">${name}</a></li>`,
  );
  const rows = below
    .slice(0, MOST)
    .map(
      ({ path, name, count }) =>
        html`<li><a href="${hrefOf(path)}" data-within="1">${name}</a><span class="nav-count">${count}</span></li>`,
    );
  const left = below.length - MOST;
  return (
    <nav aria-label="Paths" className="mb-6 rounded-lg border border-rule px-4 py-3">
      <Markup
        html={html`<ol class="path-way"><li>${
          way.length > 0 ? html`<a href="${hrefOf("")}" data-within="1">All paths</a>` : "By path"
        }</li>${steps}</ol>${rows.length > 0 && html`<ul class="name-columns">${rows}</ul>`}${
          left > 0 && html`<p class="schema-more">and ${left} more, in the list below</p>`
        }`}
      />
    </nav>
  );
}
