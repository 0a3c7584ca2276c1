import type { TagGroup, TagSummary } from "../schema.ts";
import type { Describer } from "./describer.ts";
import type { FoundOperation } from "./find-operations.ts";
import { pathGroups, UNTAGGED } from "./path-groups.ts";
import { description, docsOf } from "./prose.ts";
import { slugger } from "./slug.ts";
import { cutText, isTree, listAt, type Tree, textAt } from "./tree.ts";

const MAX_TITLE = 200;
const WEBHOOKS = "Webhooks";

interface Entry {
  key: string;
  /** As it is shown. */
  name: string;
  operationCount: number;
  declared?: Tree;
}

/** Tags by name, in the document's order; those that only operations mention join as they are met. */
export interface TagBook {
  /** The tags an operation stands under; the first is its home. */
  tagsOf(operation: FoundOperation): { key: string; name: string; kind?: string }[];
  names(): string[];
  keyOf(name: string): string | undefined;
  list(by: Describer): TagSummary[];
  groups(): TagGroup[] | undefined;
}

export function createTagBook(root: Tree, operations: FoundOperation[]): TagBook {
  const slug = slugger();
  const tags = new Map<string, Entry>();
  const add = (name: string, declared?: Tree): Entry => {
    const shown = textAt(declared, "x-displayName")?.trim() || (name === UNTAGGED ? "General" : name);
    const entry = { key: slug(name, "tag"), name: cutText(shown, MAX_TITLE), operationCount: 0 };
    tags.set(name, declared ? { ...entry, declared } : entry);
    return tags.get(name) ?? entry;
  };
  for (const declared of listAt(root, "tags")) {
    const name = textAt(declared, "name");
    if (name && isTree(declared) && !tags.has(name)) add(name, declared);
  }
  const isByPath = tags.size === 0 && operations.every(({ tags: own }) => own.length === 0);
  const groupOf = isByPath ? pathGroups(operations) : () => UNTAGGED;
  const namesOf = (operation: FoundOperation): string[] => {
    if (operation.tags.length > 0) return operation.tags;
    return [operation.isWebhook ? WEBHOOKS : groupOf(operation)];
  };
  for (const operation of operations) {
    for (const name of namesOf(operation)) (tags.get(name) ?? add(name)).operationCount++;
  }
  const entriesOf = (names: string[]): Entry[] => names.flatMap((name) => tags.get(name) ?? []);
  return {
    tagsOf: (operation) =>
      entriesOf(namesOf(operation)).map(({ key, name, declared }) => {
        const kind = textAt(declared, "kind");
        const shown = kind === "badge" ? (textAt(declared, "summary") ?? name) : name;
        return { key, name: cutText(shown, MAX_TITLE), ...(kind && { kind: cutText(kind, 50) }) };
      }),
    names: () => [...tags.keys()],
    keyOf: (name) => tags.get(name)?.key,
    list: (by) => [...tags.values()].map((entry) => summaryOf(entry, tags, by)),
    groups: () => groupsOf(root, entriesOf),
  };
}

function summaryOf(entry: Entry, tags: Map<string, Entry>, by: Describer): TagSummary {
  const { key, name, operationCount, declared } = entry;
  const summary = textAt(declared, "summary");
  const kind = textAt(declared, "kind");
  const parent = parentOf(entry, tags);
  return {
    key,
    name,
    operationCount,
    ...(summary && { summary: cutText(summary, 300) }),
    ...description(declared, by),
    ...docsOf(declared, by),
    ...(kind && { kind: cutText(kind, 50) }),
    ...(parent && { parent: parent.key }),
  };
}

/** Parents that lead back to the tag itself would make a ring without a way in; such a tag stands by itself. */
function parentOf(entry: Entry, tags: Map<string, Entry>): Entry | undefined {
  const next = (one: Entry | undefined): Entry | undefined => tags.get(textAt(one?.declared, "parent") ?? "");
  const first = next(entry);
  const seen = new Set<Entry>();
  for (let at = first; at && !seen.has(at); at = next(at)) {
    if (at === entry) return undefined;
    seen.add(at);
  }
  return first;
}

function groupsOf(root: Tree, entriesOf: (names: string[]) => Entry[]): TagGroup[] | undefined {
  const groups = listAt(root, "x-tagGroups")
    .slice(0, 200)
    .flatMap((group): TagGroup[] => {
      const name = textAt(group, "name");
      const names = listAt(group, "tags").filter((tag) => typeof tag === "string");
      const tags = [...new Set(entriesOf(names).map(({ key }) => key))];
      return name && tags.length > 0 ? [{ name: cutText(name, MAX_TITLE), tags }] : [];
    });
  return groups.length > 0 ? groups : undefined;
}
