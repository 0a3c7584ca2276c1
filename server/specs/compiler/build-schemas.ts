import type { OperationSummary, SchemaNode } from "../schema.ts";
import type { OperationRow, SchemaRow, StoredExample } from "../stored.ts";
import { convertSchema, toJson } from "./convert-schema.ts";
import { type Describer, describeSchema, refsOf } from "./describe-schema.ts";
import { isTree, listAt } from "./tree.ts";

const MAX_CLOSURE = 48;
const MAX_USES = 50;
const MAX_EXAMPLE_LENGTH = 64 * 1024;

/** Every named schema, those named on the way included, and the closures that make a page a few look-ups. */
export function buildSchemas(by: Describer, operations: OperationRow[]): SchemaRow[] {
  const rows: SchemaRow[] = [];
  const mentions = new Map<string, string[]>();
  // Describing and converting may name further schemas, which join the end of the list.
  for (let i = 0; i < by.registry.schemas.length; i++) {
    const entry = by.registry.schemas[i];
    if (!entry) break;
    const schema = describeSchema(entry.raw, by, entry.name);
    const refs = new Set<string>();
    const definition = convertSchema(entry.raw, by.registry, refs);
    mentions.set(entry.key, mentionsOf(schema));
    rows.push({
      key: entry.key,
      position: entry.position,
      name: entry.name,
      body: { schema, examples: examplesOf(entry.raw), usedBy: [], closure: [] },
      definition,
      refs: [...refs],
    });
  }
  const uses = new Map<string, OperationSummary[]>();
  for (const row of operations) {
    const direct = directMentions(row);
    row.body.closure = closureOf(direct, mentions);
    for (const key of direct) {
      const users = uses.get(key) ?? [];
      if (users.length < MAX_USES) users.push(summaryOf(row));
      uses.set(key, users);
    }
  }
  for (const row of rows) {
    row.body.usedBy = uses.get(row.key) ?? [];
    row.body.closure = closureOf([row.key], mentions).filter((key) => key !== row.key);
  }
  return rows;
}

function mentionsOf(node: SchemaNode): string[] {
  const keys = new Set<string>();
  refsOf(node, keys);
  return [...keys];
}

function directMentions({ body: { operation } }: OperationRow): string[] {
  const keys = new Set<string>();
  const add = (node: SchemaNode | undefined): void => {
    if (node) refsOf(node, keys);
  };
  for (const media of operation.requestBody?.media ?? []) add(media.schema);
  for (const response of operation.responses)
    for (const media of response.media) add(media.schema ?? media.itemSchema);
  for (const parameter of operation.parameters) add(parameter.schema ?? parameter.content?.schema);
  for (const response of operation.responses) for (const header of response.headers) add(header.schema);
  for (const callback of operation.callbacks)
    for (const media of callback.requestBody?.media ?? []) add(media.schema);
  return [...keys];
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
  const values = Object.hasOwn(raw, "example") ? [raw.example] : listAt(raw, "examples").slice(0, 5);
  return values.flatMap((value, i): StoredExample[] => {
    const json = toJson(value);
    return JSON.stringify(json).length > MAX_EXAMPLE_LENGTH
      ? []
      : [{ name: i === 0 ? "example" : `example ${i + 1}`, value: json }];
  });
}
