import { METHODS } from "#lib/method.ts";

/** How deep Redoc's samples are told to go; without a bound they explode on schemas that lead to one another. */
export const REDOC_SAMPLE_DEPTH = 4;

/** What Redoc will draw at once: every tag and operation, and the samples of all their bodies. */
export interface RedocWeight {
  sections: number;
  /** Members of all samples, each as often as it is drawn; Infinity where references lead on and on. */
  members: number;
}

type Item = Record<string, unknown>;

/** Schemas that stand inside one another without a reference cost no depth in some places; this ends them all. */
const MOST_NESTING = 24;
/** Redoc follows every step of a chain of references anew and does not come back from thousands. */
const MOST_HOPS = 50;
const BRANCHES = ["allOf", "oneOf", "anyOf"];

/**
 * Counts instead of drawing: each schema is counted once for each depth, so that a document of a few kilobytes that
 * would unfold to billions of members takes no longer than its own size.
 */
export function weighForRedoc(document: unknown): RedocWeight {
  const root = itemOf(document);
  const known = new Map<unknown, Map<number, number>>();
  const weight: RedocWeight = { sections: listOf(root.tags).length, members: 0 };
  let isEndless = false;
  const resolve = (item: Item): Item => {
    let at = item;
    for (let hops = 0; typeof at.$ref === "string"; hops++) {
      if (hops > MOST_HOPS) {
        isEndless = true;
        return {};
      }
      at = itemOf(lookUp(root, at.$ref));
    }
    return at;
  };

  const count = (schema: unknown, depth: number, nesting: number): number => {
    if (typeof schema !== "object" || schema === null || nesting > MOST_NESTING) return 1;
    const target = resolve(itemOf(schema));
    const atDepths = known.get(target) ?? new Map<number, number>();
    known.set(target, atDepths);
    const before = atDepths.get(depth);
    if (before !== undefined) return before;
    atDepths.set(depth, 1); // where it leads back to itself
    let sum = 1;
    for (const name of BRANCHES)
      for (const branch of listOf(target[name])) sum += count(branch, depth, nesting + 1);
    if (depth < REDOC_SAMPLE_DEPTH) {
      for (const member of Object.values(itemOf(target.properties)))
        sum += count(member, depth + 1, nesting + 1);
      if (target.items) sum += count(target.items, depth + 1, nesting + 1);
      const others = target.additionalProperties;
      if (typeof others === "object") sum += count(others, depth + 1, nesting + 1);
    }
    atDepths.set(depth, sum);
    return sum;
  };

  const bodyMembers = (holder: Item): number =>
    Object.values(itemOf(holder.content)).reduce<number>(
      (sum, media) => sum + count(itemOf(media).schema, 0, 0),
      0,
    ) + (holder.schema ? count(holder.schema, 0, 0) : 0);

  for (const paths of [root.paths, root.webhooks, root["x-webhooks"]])
    for (const path of Object.values(itemOf(paths)))
      for (const [method, given] of Object.entries(resolve(itemOf(path)))) {
        if (!METHODS.has(method)) continue;
        const operation = itemOf(given);
        weight.sections++;
        weight.members += listOf(operation.parameters).length;
        weight.members += bodyMembers(resolve(itemOf(operation.requestBody)));
        for (const response of Object.values(itemOf(operation.responses)))
          weight.members += bodyMembers(resolve(itemOf(response)));
      }
  return isEndless ? { ...weight, members: Number.POSITIVE_INFINITY } : weight;
}

function itemOf(value: unknown): Item {
  return typeof value === "object" && value !== null ? (value as Item) : {}; // any object has members by name
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function lookUp(root: Item, reference: string): unknown {
  if (!reference.startsWith("#")) return null;
  let at: unknown = root;
  for (const part of reference.slice(1).split("/").filter(Boolean)) {
    const holder = itemOf(at);
    const name = unescaped(part);
    if (!Object.hasOwn(holder, name)) return null;
    at = holder[name];
  }
  return at;
}

function unescaped(part: string): string {
  try {
    return decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
  } catch {
    return part;
  }
}
