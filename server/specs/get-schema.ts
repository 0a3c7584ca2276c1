import { LRUCache } from "lru-cache";
import { isStorable } from "#lib/storable.ts";
import { db } from "#server/platform/db.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { exampleTexts } from "./example-texts.ts";
import { expandNodes } from "./expand-nodes.ts";
import { definitionsOf, readSchemas } from "./get-operation.ts";
import { asWritten, getOverview } from "./read-document.ts";
import type { CompiledSchema, JsonSchema } from "./schema.ts";
import type { StoredSchema } from "./stored.ts";

const pages = new LRUCache<string, CompiledSchema>({ max: 300 });

/** Everything the page of one named schema shows. */
export async function getSchema(documentId: string, key: string): Promise<CompiledSchema> {
  const cacheKey = `${documentId} ${key}`;
  const known = pages.get(cacheKey);
  if (known) return known;
  const row =
    isStorable(key) &&
    (await db().docSchema.findUnique({
      where: { documentId_key: { documentId, key } },
      select: { name: true, position: true, body: true, definition: true },
    }));
  if (!row) throw new Refusal("not_found", "This schema does not exist.");
  const { schema, examples, usedBy, usedBySchemas, closure } = asWritten<StoredSchema>(row.body);
  const definition = asWritten<JsonSchema>(row.definition);
  const [near, beside] = await Promise.all([
    readSchemas(documentId, closure),
    readBeside(documentId, row.position),
  ]);
  const schemas = near.set(key, { schema, definition });
  const find = (wanted: string) => schemas.get(wanted)?.schema;
  const [expanded = schema] = expandNodes([{ types: [], ref: { key, name: row.name } }], find);
  // One too long to stand in another has its own page all the same.
  const [whole = schema] = expanded.cut ? expandNodes([schema], find) : [expanded];
  const page: CompiledSchema = {
    key,
    name: row.name,
    position: row.position,
    schema: whole,
    examples: exampleTexts(
      { mediaType: "application/json", schema: definition, examples },
      definitionsOf(schemas),
      "response",
    ),
    usedBy,
    usedBySchemas,
    ...beside,
  };
  pages.set(cacheKey, page);
  return page;
}

/** The schemas before and after it among those that the document names. */
async function readBeside(
  documentId: string,
  position: number,
): Promise<Pick<CompiledSchema, "previous" | "next">> {
  const { schemaCount } = await getOverview(documentId);
  if (position >= schemaCount) return {};
  const rows = await db().docSchema.findMany({
    where: { documentId, position: { in: [position - 1, position + 1], lt: schemaCount } },
    select: { key: true, name: true, position: true },
  });
  const previous = rows.find((one) => one.position < position);
  const next = rows.find((one) => one.position > position);
  return { ...(previous && { previous }), ...(next && { next }) };
}
