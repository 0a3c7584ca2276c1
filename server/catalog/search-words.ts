const MAX_WORD = 60;

/** Words as search stores and asks for them: small letters without accents, camelCase also in its parts. */
export function searchWords(text: string): string[] {
  const found = new Set<string>();
  for (const chunk of plain(text).split(/[^\p{L}\p{N}]+/u)) {
    if (!chunk) continue;
    found.add(clip(chunk.toLowerCase(), MAX_WORD));
    for (const part of partsOf(chunk)) found.add(part);
  }
  return [...found];
}

/** The words a person typed; of each, the whole and what camelCase would split it into. */
export function askedWords(text: string): { whole: string; parts: string[] }[] {
  return plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, 8)
    .map((chunk) => ({ whole: clip(chunk.toLowerCase(), MAX_WORD), parts: partsOf(chunk) }));
}

/** At most `max` characters, never half of one: PostgreSQL refuses lone surrogates. */
export function clip(text: string, max: number): string {
  return text.slice(0, max).toWellFormed();
}

/** Without accents and other marks. */
export function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "");
}

function partsOf(chunk: string): string[] {
  const parts = chunk.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{N}+|[^\p{Lu}\p{Ll}\p{N}]+/gu) ?? [];
  return parts.length > 1 ? parts.map((part) => clip(part.toLowerCase(), MAX_WORD)) : [];
}

/** Edits (swaps count once) that lead from `typed` to the beginning of `word`, or more than `limit`. */
export function distanceToStart(typed: string, word: string, limit: number): number {
  const target = word.slice(0, typed.length + limit);
  let before: number[] = [];
  let previous = Array.from({ length: target.length + 1 }, (_, i) => i);
  for (let i = 1; i <= typed.length; i++) {
    const row = [i];
    for (let j = 1; j <= target.length; j++) {
      const cost = typed[i - 1] === target[j - 1] ? 0 : 1;
      let best = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && typed[i - 1] === target[j - 2] && typed[i - 2] === target[j - 1]) {
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      }
      row[j] = best;
    }
    before = previous;
    previous = row;
  }
  return Math.min(...previous);
}
