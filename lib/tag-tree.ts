/** What of a tag decides its place. */
interface Tag {
  key: string;
  operationCount: number;
  parent?: string;
}

interface Tagged<T extends Tag> {
  tags: T[];
  tagGroups?: { name: string; tags: string[] }[];
}

/** A tag at the first level of the navigation, under the heading of its group if it has one. */
export interface TopTag<T extends Tag> {
  tag: T;
  heading?: string | undefined;
}

export interface TagTree<T extends Tag> {
  top: TopTag<T>[];
  childrenOf: Map<string, T[]>;
  byKey: Map<string, T>;
}

/** Tags by level: groups (x-tagGroups) are headings, a tag with a parent stands under it. Empty tags are left out. */
export function tagTree<T extends Tag>({ tags, tagGroups = [] }: Tagged<T>): TagTree<T> {
  const byKey = new Map(tags.map((tag) => [tag.key, tag]));
  const childrenOf = new Map<string, T[]>();
  for (const tag of tags) {
    if (tag.parent && byKey.has(tag.parent) && !isOwnAncestor(tag, byKey))
      childrenOf.set(tag.parent, [...(childrenOf.get(tag.parent) ?? []), tag]);
  }
  const nested = new Set([...childrenOf.values()].flat());
  const isShown = (tag: T) => !nested.has(tag) && (tag.operationCount > 0 || childrenOf.has(tag.key));
  const top: TopTag<T>[] = [];
  const placed = new Set<T>();
  for (const { name, tags: keys } of tagGroups) {
    for (const key of keys) {
      const tag = byKey.get(key);
      if (!tag || placed.has(tag) || !isShown(tag)) continue;
      placed.add(tag);
      top.push({ tag, heading: name });
    }
  }
  const heading = top.length > 0 ? "Other" : undefined;
  for (const tag of tags) if (!placed.has(tag) && isShown(tag)) top.push({ tag, heading });
  return { top, childrenOf, byKey };
}

/** The tag and those it stands under, outermost first. */
export function chainOf<T extends Tag>(key: string | undefined, { byKey }: Pick<TagTree<T>, "byKey">): T[] {
  const chain: T[] = [];
  for (let tag = byKey.get(key ?? ""); tag && !chain.includes(tag); tag = byKey.get(tag.parent ?? ""))
    chain.unshift(tag);
  return chain;
}

/** Documents may write circles of parents; nothing in one has a place under another. */
function isOwnAncestor<T extends Tag>(tag: T, byKey: Map<string, T>): boolean {
  const seen = new Set<T>();
  for (let at = byKey.get(tag.parent ?? ""); at; at = byKey.get(at.parent ?? "")) {
    if (at === tag) return true;
    if (seen.has(at)) return false;
    seen.add(at);
  }
  return false;
}

/** Keys of all tags in the order in which the navigation shows their operations: those below a tag before its own. */
export function tagOrder<T extends Tag>(tagged: Tagged<T>): string[] {
  const { top, childrenOf } = tagTree(tagged);
  const order: string[] = [];
  const visit = (tag: T): void => {
    for (const child of childrenOf.get(tag.key) ?? []) visit(child);
    order.push(tag.key);
  };
  for (const { tag } of top) visit(tag);
  return order;
}
