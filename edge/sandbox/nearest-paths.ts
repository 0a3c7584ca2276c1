import type { OperationSummary } from "#server/specs/schema.ts";

const MAX_CANDIDATES = 5_000;

/** The document's paths most like the one that was called, nearest first. */
export function nearestPaths(path: string, operations: readonly OperationSummary[], count = 3): string[] {
  const templates = [
    ...new Set(operations.filter(({ isWebhook }) => !isWebhook).map((operation) => operation.path)),
  ];
  return templates
    .slice(0, MAX_CANDIDATES)
    .map((template) => ({ template, cost: distance(path.slice(0, 400), template) }))
    .sort((a, b) => a.cost - b.cost)
    .slice(0, count)
    .map(({ template }) => template);
}

/** By segments: a parameter costs little, a misspelt word a part, a missing or further segment a whole. */
function distance(path: string, template: string): number {
  const left = path.split("/").filter(Boolean).slice(0, 30);
  const right = template.split("/").filter(Boolean).slice(0, 30);
  let cost = Math.abs(left.length - right.length);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [a = "", b = ""] = [left[i], right[i]];
    if (b.includes("{")) cost += 0.1;
    else if (a.toLowerCase() !== b.toLowerCase()) cost += unlike(a.toLowerCase(), b.toLowerCase());
  }
  return cost;
}

/** 0 for equal, 1 for nothing in common: the share of two-letter pairs that are not shared. */
function unlike(a: string, b: string): number {
  const pairs = (text: string) =>
    new Set(Array.from({ length: Math.max(1, text.length - 1) }, (_, i) => text.slice(i, i + 2)));
  const [first, second] = [pairs(a), pairs(b)];
  let shared = 0;
  for (const pair of first) if (second.has(pair)) shared++;
  return 1 - (2 * shared) / (first.size + second.size);
}
