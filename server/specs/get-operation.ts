import { LRUCache } from "lru-cache";
import { isStorable } from "#lib/storable.ts";
import { db } from "#server/platform/db.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { exampleTexts, parameterSample } from "./example-texts.ts";
import { expandNodes } from "./expand-nodes.ts";
import { asWritten, toOperationSummary } from "./read-document.ts";
import type {
  CompiledMedia,
  CompiledOperation,
  CompiledResponse,
  JsonSchema,
  OperationPage,
  SchemaNode,
} from "./schema.ts";
import type { StoredCallable, StoredMedia, StoredOperation, StoredSchema } from "./stored.ts";

const pages = new LRUCache<string, OperationPage>({ max: 300 });

/** Everything the page of one operation shows: three indexed look-ups the first time, none after. */
export async function getOperation(documentId: string, key: string): Promise<OperationPage> {
  const cacheKey = `${documentId} ${key}`;
  const known = pages.get(cacheKey);
  if (known) return known;
  const row =
    isStorable(key) &&
    (await db().docOperation.findUnique({
      where: { documentId_key: { documentId, key } },
      select: { body: true, callable: true, position: true },
    }));
  if (!row) throw new Refusal("not_found", "This operation does not exist.");
  const { operation, closure } = asWritten<StoredOperation>(row.body);
  const callable = asWritten<StoredCallable>(row.callable);
  const [schemas, beside] = await Promise.all([
    readSchemas(documentId, closure),
    db().docOperation.findMany({
      where: { documentId, position: { in: [row.position - 1, row.position + 1] } },
      select: {
        key: true,
        position: true,
        operationId: true,
        method: true,
        path: true,
        tag: true,
        summary: true,
        deprecated: true,
        isWebhook: true,
      },
    }),
  ]);
  const summaries = beside.map(toOperationSummary);
  const previous = summaries.find((one) => one.position < row.position);
  const next = summaries.find((one) => one.position > row.position);
  const page = {
    operation: complete(operation, callable, schemas),
    ...(previous && { previous }),
    ...(next && { next }),
  };
  pages.set(cacheKey, page);
  return page;
}

export interface ReadSchema {
  schema: SchemaNode;
  definition: JsonSchema;
}

export async function readSchemas(documentId: string, keys: string[]): Promise<Map<string, ReadSchema>> {
  if (keys.length === 0) return new Map();
  const rows = await db().docSchema.findMany({
    where: { documentId, key: { in: keys } },
    select: { key: true, body: true, definition: true },
  });
  return new Map(
    rows.map((row) => [
      row.key,
      { schema: asWritten<StoredSchema>(row.body).schema, definition: asWritten<JsonSchema>(row.definition) },
    ]),
  );
}

function complete(
  operation: CompiledOperation,
  callable: StoredCallable,
  schemas: Map<string, ReadSchema>,
): CompiledOperation {
  const $defs = definitionsOf(schemas);
  const slots = slotsOf(operation);
  const expanded = expandNodes(
    slots.map((slot) => slot.node),
    (key) => schemas.get(key)?.schema,
  );
  // The stored operation was just read for this page alone: filling it in place disturbs nobody.
  slots.forEach((slot, i) => {
    const node = expanded[i];
    if (node) slot.fill(node);
  });
  fillExamples(operation.requestBody?.media ?? [], callable.requestBody?.media ?? [], $defs, "request");
  operation.responses.forEach((response, i) => {
    fillExamples(response.media, callable.responses[i]?.media ?? [], $defs, "response");
  });
  operation.parameters.forEach((parameter, i) => {
    const stored = callable.parameters[i];
    if (!stored) return;
    parameter.sample = parameterSample(
      stored.content
        ? { name: parameter.name, schema: stored.content.schema ?? true, examples: stored.content.examples }
        : stored,
      $defs,
    );
    parameter.examples = exampleTexts(
      { mediaType: "text/plain", examples: stored.examples },
      $defs,
      "request",
    );
  });
  return operation;
}

export function definitionsOf(schemas: Map<string, ReadSchema>): Record<string, JsonSchema> {
  return Object.fromEntries([...schemas].map(([key, { definition }]) => [key, definition]));
}

function fillExamples(
  media: CompiledMedia[],
  stored: StoredMedia[],
  $defs: Record<string, JsonSchema>,
  direction: "request" | "response",
): void {
  media.forEach((one, i) => {
    const source = stored[i];
    if (source) one.examples = exampleTexts(source, $defs, direction);
  });
}

interface Slot {
  node: SchemaNode;
  fill: (node: SchemaNode) => void;
}

/** Where schemas stand, most wanted first: what is sent, what success answers, then the rest. */
function slotsOf(operation: CompiledOperation): Slot[] {
  const slots: Slot[] = [];
  const add = (holder: { schema?: SchemaNode }): void => {
    if (holder.schema)
      slots.push({
        node: holder.schema,
        fill: (node) => {
          holder.schema = node;
        },
      });
  };
  const addMedia = (media: CompiledMedia[]): void => {
    for (const one of media) {
      add(one);
      const { itemSchema } = one;
      if (itemSchema)
        slots.push({
          node: itemSchema,
          fill: (node) => {
            one.itemSchema = node;
          },
        });
    }
  };
  const isSuccess = (response: CompiledResponse): boolean => response.status.startsWith("2");
  addMedia(operation.requestBody?.media ?? []);
  for (const response of operation.responses.filter(isSuccess)) addMedia(response.media);
  for (const parameter of operation.parameters) {
    add(parameter);
    if (parameter.content) add(parameter.content);
  }
  for (const response of operation.responses) for (const header of response.headers) add(header);
  for (const response of operation.responses) if (!isSuccess(response)) addMedia(response.media);
  for (const callback of operation.callbacks) {
    addMedia(callback.requestBody?.media ?? []);
    for (const response of callback.responses) addMedia(response.media);
  }
  return slots;
}
