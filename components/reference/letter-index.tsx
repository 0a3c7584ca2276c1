import { html } from "./html.ts";
import { Markup } from "./markup.tsx";
import type { Letter } from "./name-index.ts";

interface LetterIndexProps {
  letters: readonly Letter[];
  current?: string | undefined;
  /** The address of what is under a letter; of everything without one. */
  hrefOf: (letter?: string) => string;
}

/** The way into a long list of names by their first letter. */
export function LetterIndex({ letters, current, hrefOf }: LetterIndexProps) {
  const total = letters.reduce((sum, { count }) => sum + count, 0);
  const item = (word: string, count: number, isHere: boolean, href: string) =>
    html`<li><a href="${href}" data-within="1"${isHere && html` aria-current="true"`}>${word}<span class="nav-count">${count}</span></a></li>`;
  return (
    <nav aria-label="First letters">
      <Markup
        html={html`<ul class="letter-index">${item("All", total, current === undefined, hrefOf())}${letters.map(
          ({ letter, count }) => item(letter, count, letter === current, hrefOf(letter)),
        )}</ul>`}
      />
    </nav>
  );
}
