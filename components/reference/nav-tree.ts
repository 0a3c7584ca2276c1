import type { DocumentOverview, TagSummary } from "#server/specs/schema.ts";

/** A tag at the first level of the navigation, under the heading of its group if it has one. */
export interface TopTag {
  tag: TagSummary;
  heading?: string | undefined;
}

export interface NavTree {
  top: TopTag[];
  childrenOf: Map<string, TagSummary[]>;
  byKey: Map<string, TagSummary>;
}

/** Tags by level: groups (x-tagGroups) are headings, a tag with a parent stands under it. Empty tags are left out. */
export function navTree({ tags, tagGroups = [] }: Pick<DocumentOverview, "tags" | "tagGroups">): NavTree {
  const byKey = new Map(tags.map((tag) => [tag.key, tag]));
  const childrenOf = new Map<string, TagSummary[]>();
  for (const tag of tags) {
    if (tag.parent && byKey.has(tag.parent) && !isOwnAncestor(tag, byKey))
      childrenOf.set(tag.parent, [...(childrenOf.get(tag.parent) ?? []), tag]);
  }
  const nested = new Set([...childrenOf.values()].flat());
  const isShown = (tag: TagSummary) =>
    !nested.has(tag) && (tag.operationCount > 0 || childrenOf.has(tag.key));
  const top: TopTag[] = [];
  const placed = new Set<TagSummary>();
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
export function chainOf(key: string | undefined, { byKey }: Pick<NavTree, "byKey">): TagSummary[] {
  const chain: TagSummary[] = [];
  for (let tag = byKey.get(key ?? ""); tag && !chain.includes(tag); tag = byKey.get(tag.parent ?? ""))
    chain.unshift(tag);
  return chain;
}

/** Documents may write circles of parents; nothing in one has a place under another. */
function isOwnAncestor(tag: TagSummary, byKey: Map<string, TagSummary>): boolean {
  const seen = new Set<TagSummary>();
  for (let at = byKey.get(tag.parent ?? ""); at; at = byKey.get(at.parent ?? "")) {
    if (at === tag) return true;
    if (seen.has(at)) return false;
    seen.add(at);
  }
  return false;
}
