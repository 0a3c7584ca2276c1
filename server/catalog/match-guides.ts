import { routes } from "#lib/routes.ts";
import { listGuides } from "#server/content/index.ts";
import type { Suggestion } from "./schema.ts";
import { askedWords, distanceToStart, searchWords } from "./search-words.ts";

interface Match {
  suggestion: Suggestion;
  /** Nothing that was asked lies outside the title. */
  isTitle: boolean;
}

/** The portal's own guides that hold every word asked, those whose title does first. A handful, so it is done here. */
export async function matchGuides(q: string): Promise<Suggestion[]> {
  const asked = askedWords(q).map(({ whole }) => whole);
  if (asked.length === 0) return [];
  const matches = (await listGuides()).flatMap(({ slug, title, summary, text }): Match[] => {
    const titleWords = searchWords(title);
    const words = [...titleWords, ...searchWords(`${summary} ${text}`)];
    if (!asked.every((word) => words.some((known) => isMeant(word, known)))) return [];
    const isTitle = asked.every((word) => titleWords.some((known) => isMeant(word, known)));
    const href = routes.guide(slug);
    return [
      { isTitle, suggestion: { kind: "guide", title, context: summary, method: null, path: null, href } },
    ];
  });
  return matches.sort((a, b) => Number(b.isTitle) - Number(a.isTitle)).map(({ suggestion }) => suggestion);
}

/** A beginning, or one slip in a word that is long enough to tell. */
function isMeant(asked: string, known: string): boolean {
  if (known.startsWith(asked)) return true;
  return (
    asked.length > 5 && Math.abs(known.length - asked.length) <= 1 && distanceToStart(asked, known, 1) <= 1
  );
}
