/** How many of the names begin alike, at least, for their beginning to say nothing of any one of them. */
const NEARLY_ALL = 0.9;

/** The namespace that nearly all names stand in ("microsoft.graph."), up to its last dot; empty when there is none. */
export function sharedNamespace(names: readonly string[]): string {
  let shared = "";
  for (;;) {
    const counts = new Map<string, number>();
    for (const name of names) {
      const end = name.startsWith(shared) ? name.indexOf(".", shared.length) : -1;
      if (end >= 0) counts.set(name.slice(0, end + 1), (counts.get(name.slice(0, end + 1)) ?? 0) + 1);
    }
    const [best] = [...counts].sort(([, a], [, b]) => b - a);
    if (!best || best[1] < names.length * NEARLY_ALL) return shared;
    shared = best[0];
  }
}

/** Under which letter a name is looked for; "#" for what begins with none of A to Z. */
export function letterOf(name: string, namespace: string): string {
  const first = (name.startsWith(namespace) ? name.slice(namespace.length) : name).charAt(0).toUpperCase();
  return /[A-Z]/.test(first) ? first : "#";
}

export interface Letter {
  letter: string;
  count: number;
}

/** The letters that names are under, in order, with how many. */
export function lettersOf(names: readonly string[]): Letter[] {
  const namespace = sharedNamespace(names);
  const counts = new Map<string, number>();
  for (const name of names) {
    const letter = letterOf(name, namespace);
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  return [...counts]
    .map(([letter, count]) => ({ letter, count }))
    .sort((a, b) => (a.letter < b.letter ? -1 : 1));
}
