import { LRUCache } from "lru-cache";
import { isStorable } from "#lib/storable.ts";
import { db } from "#server/platform/db.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { exampleTexts, parameterSample } from "./example-texts.ts";
import { expandNodes } from "./expand-nodes.ts";
import { findNeighbours } from "./find-neighbours.ts";
import { asWritten } from "./read-document.ts";
import type {
  CompiledCallback,
  CompiledEncoding,
  CompiledHeader,
  CompiledMedia,
  CompiledOperation,
  CompiledParameter,
  CompiledResponse,
  JsonSchema,
  OperationPage,
  SchemaNode,
} from "./schema.ts";
import type {
  StoredCallable,
  StoredCallback,
  StoredMedia,
  StoredOperation,
  StoredParameter,
  StoredSchema,
} from "./stored.ts";

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
  const { operation, closure, callbacks = [] } = asWritten<StoredOperation>(row.body);
  const callable = asWritten<StoredCallable>(row.callable);
  const [schemas, neighbours] = await Promise.all([
    readSchemas(documentId, closure),
    findNeighbours(documentId, { tag: operation.tag, position: row.position }),
  ]);
  const page = { operation: complete(operation, [callable, ...callbacks], schemas), ...neighbours };
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
  [callable, ...callbacks]: StoredCallback[],
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
  const asked = operation.isWebhook ? "response" : "request";
  if (callable) addExamples(operation, callable, $defs, asked);
  operation.callbacks.forEach((callback, i) => {
    const stored = callbacks[i];
    if (stored) addExamples(callback, stored, $defs, "response");
  });
  return operation;
}

type Exampled = Pick<CompiledCallback, "parameters" | "requestBody" | "responses">;

/** `asked` is the side that writes the request: what the API itself sends shows what it alone may set. */
function addExamples(
  call: Exampled,
  stored: StoredCallback,
  $defs: Record<string, JsonSchema>,
  asked: "request" | "response",
): void {
  const answered = asked === "request" ? "response" : "request";
  fillExamples(call.requestBody?.media ?? [], stored.requestBody?.media ?? [], $defs, asked);
  call.responses.forEach((response, i) => {
    fillExamples(response.media, stored.responses[i]?.media ?? [], $defs, answered);
  });
  call.parameters?.forEach((parameter, i) => {
    const source = stored.parameters[i];
    if (source) addParameterExamples(parameter, source, $defs);
  });
}

function addParameterExamples(
  parameter: CompiledParameter,
  stored: StoredParameter,
  $defs: Record<string, JsonSchema>,
): void {
  const { content } = stored;
  const source = content ? { ...content, schema: content.schema ?? true, name: stored.name } : stored;
  const { sample, written } = parameterSample(parameter, source, $defs);
  parameter.sample = sample;
  if (written !== undefined) parameter.written = written;
  parameter.examples = exampleTexts(
    { mediaType: content?.mediaType ?? "text/plain", examples: source.examples },
    $defs,
    "request",
  );
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
  const isSuccess = (response: CompiledResponse): boolean => response.status.startsWith("2");
  const { requestBody, responses, parameters, callbacks } = operation;
  const headers = (some: CompiledResponse[]): Slot[] => some.flatMap((one) => headerSlots(one.headers));
  return [
    ...mediaSlots(requestBody?.media),
    ...responses.filter(isSuccess).flatMap(({ media }) => mediaSlots(media)),
    ...parameterSlots(parameters),
    ...headers(responses),
    ...responses.filter((one) => !isSuccess(one)).flatMap(({ media }) => mediaSlots(media)),
    ...encodingSlots(requestBody?.media),
    ...callbacks.flatMap((callback) => [
      ...mediaSlots(callback.requestBody?.media),
      ...parameterSlots(callback.parameters),
      ...callback.responses.flatMap(({ media }) => mediaSlots(media)),
      ...headers(callback.responses),
    ]),
  ];
}

function schemaSlot<K extends "schema" | "itemSchema">(
  holder: { [Word in K]?: SchemaNode },
  word: K,
): Slot[] {
  const node: SchemaNode | undefined = holder[word];
  if (!node) return [];
  return [
    {
      node,
      fill: (expanded) => {
        holder[word] = expanded;
      },
    },
  ];
}

function mediaSlots(media: CompiledMedia[] = []): Slot[] {
  return media.flatMap((one) => [...schemaSlot(one, "schema"), ...schemaSlot(one, "itemSchema")]);
}

function parameterSlots(parameters: CompiledParameter[] = []): Slot[] {
  return parameters.flatMap((one) => [
    ...schemaSlot(one, "schema"),
    ...(one.content ? schemaSlot(one.content, "schema") : []),
  ]);
}

function headerSlots(headers: CompiledHeader[]): Slot[] {
  return headers.flatMap((one) => [
    ...schemaSlot(one, "schema"),
    ...(one.content ? schemaSlot(one.content, "schema") : []),
  ]);
}

type Encoded = Pick<CompiledEncoding, "encoding" | "prefixEncoding" | "itemEncoding">;

function encodingSlots(holders: Encoded[] = []): Slot[] {
  const parts = holders.flatMap((one) => [
    ...(one.encoding ?? []),
    ...(one.prefixEncoding ?? []),
    ...(one.itemEncoding ? [one.itemEncoding] : []),
  ]);
  return parts.length === 0
    ? []
    : [...parts.flatMap((part) => headerSlots(part.headers)), ...encodingSlots(parts)];
}
