/** One line of at most `max` characters, cut where a word ends. */
export function clipped(text: string, max: number): string {
  const flat = text.replace(/\s+/g, " ").trim();
  if (flat.length <= max) return flat;
  const head = flat.slice(0, max - 1);
  const space = head.lastIndexOf(" ");
  return `${(space > max * 0.6 ? head.slice(0, space) : head).toWellFormed().replace(/[\uFFFD\s.,;:–—·-]+$/, "")}…`;
}
