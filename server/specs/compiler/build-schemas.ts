import type { OperationSummary, SchemaRef } from "../schema.ts";
import type { OperationRow, SchemaRow, StoredExample } from "../stored.ts";
import { convertSchema, toJson } from "./convert-schema.ts";
import { exampleValues } from "./describe-facts.ts";
import { describeSchema, mentionsOf } from "./describe-schema.ts";
import type { Describer } from "./describer.ts";
import { isTree } from "./tree.ts";

const MAX_CLOSURE = 48;
const MAX_USES = 50;
const MAX_EXAMPLE_LENGTH = 64 * 1024;

/**
 * Every schema with a page, those without a name last, and the closures that make a page a few look-ups. `namedCount`
 * tells how many the document itself names.
 */
export function buildSchemas(
  by: Describer,
  operations: OperationRow[],
): { rows: SchemaRow[]; namedCount: number } {
  const built: { ref: SchemaRef; row: SchemaRow }[] = [];
  const mentions = new Map<string, string[]>();
  // Describing and converting may name further schemas, which join the end of the list.
  for (let i = 0; i < by.registry.schemas.length; i++) {
    const entry = by.registry.schemas[i];
    if (!entry) break;
    const { key, name, raw, scope, isUnnamed } = entry;
    const schema = describeSchema(raw, { ...by, scope }, name);
    const refs = new Set<string>();
    const definition = convertSchema(raw, by.registry, refs, scope);
    mentions.set(key, mentionsOf(schema));
    built.push({
      ref: { key, name, ...(isUnnamed && { isUnnamed }) },
      row: {
        key,
        position: i,
        name,
        body: { schema, examples: examplesOf(raw), usedBy: [], usedBySchemas: [], closure: [] },
        definition,
        refs: [...refs],
      },
    });
  }
  const named = built.filter(({ ref }) => !ref.isUnnamed);
  const ordered = [...named, ...built.filter(({ ref }) => ref.isUnnamed)];
  ordered.forEach(({ row }, position) => {
    row.position = position;
  });
  addUses(ordered, operations, mentions);
  return { rows: ordered.map(({ row }) => row), namedCount: named.length };
}

function addUses(
  built: { ref: SchemaRef; row: SchemaRow }[],
  operations: OperationRow[],
  mentions: Map<string, string[]>,
): void {
  const uses = new Map<string, OperationSummary[]>();
  for (const row of operations) {
    const direct = mentionsOf(row.body.operation);
    row.body.closure = closureOf(direct, mentions);
    for (const key of direct) add(uses, key, summaryOf(row));
  }
  const schemaUses = new Map<string, SchemaRef[]>();
  for (const { ref } of built)
    for (const key of mentions.get(ref.key) ?? []) if (key !== ref.key) add(schemaUses, key, ref);
  for (const { row } of built) {
    row.body.usedBy = uses.get(row.key) ?? [];
    row.body.usedBySchemas = schemaUses.get(row.key) ?? [];
    row.body.closure = closureOf([row.key], mentions).filter((key) => key !== row.key);
  }
}

function add<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key) ?? [];
  if (list.length < MAX_USES) list.push(value);
  lists.set(key, list);
}

/** Breadth first, so that a bound cuts what is farthest. */
function closureOf(start: string[], mentions: Map<string, string[]>): string[] {
  const seen = new Set(start.slice(0, MAX_CLOSURE));
  for (const key of seen) {
    for (const next of mentions.get(key) ?? []) {
      if (seen.size >= MAX_CLOSURE) return [...seen];
      seen.add(next);
    }
  }
  return [...seen];
}

function summaryOf({
  key,
  position,
  operationId,
  method,
  path,
  tag,
  summary,
  isDeprecated,
  isWebhook,
}: OperationRow): OperationSummary {
  return { key, position, operationId, method, path, tag, summary, isDeprecated, isWebhook };
}

function examplesOf(raw: unknown): StoredExample[] {
  if (!isTree(raw)) return [];
  return exampleValues(raw).flatMap((value, i): StoredExample[] => {
    const json = toJson(value);
    return JSON.stringify(json).length > MAX_EXAMPLE_LENGTH
      ? []
      : [{ name: i === 0 ? "example" : `example ${i + 1}`, value: json }];
  });
}
