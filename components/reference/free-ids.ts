/** Gives each of some things on a page an id of its own; the first to ask for one gets it unchanged. */
export function freeIds(taken: Set<string> = new Set()): (wanted: string) => string {
  return (wanted) => {
    const base = wanted.replace(/\s+/g, "-");
    let id = base;
    for (let n = 2; taken.has(id); n++) id = `${base}-${n}`;
    taken.add(id);
    return id;
  };
}
