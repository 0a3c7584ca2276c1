/** Hands out URL-safe, unique addresses; the first to ask for a name gets it unchanged. */
export function slugger(): (wanted: string, fallback: string) => string {
  const taken = new Set<string>();
  const next = new Map<string, number>();
  return (wanted, fallback) => {
    const base = slug(wanted) || slug(fallback) || "item";
    let candidate = base;
    for (let n = next.get(base) ?? 2; taken.has(candidate); n++) {
      candidate = `${base}-${n}`;
      next.set(base, n + 1);
    }
    taken.add(candidate);
    return candidate;
  };
}

function slug(text: string): string {
  return text
    .slice(0, 1_000) // what is far longer than an address is not worth trimming at its end
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/^[._-]+|[._-]+$/g, "")
    .slice(0, 120)
    .replace(/\.md$/i, "-md"); // that ending names the Markdown of a page
}
