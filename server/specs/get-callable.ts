import { LRUCache } from "lru-cache";
import { db } from "#server/platform/db.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { asWritten, getOverview } from "./read-document.ts";
import type { CallableExample, CallableMedia, CallableOperation, JsonSchema } from "./schema.ts";
import type { StoredCallable, StoredExample, StoredMedia, StoredOperation } from "./stored.ts";

/** More would make one call's validator larger than most documents. */
const MAX_DEFS = 1_500;
/** Bounded by definitions: one operation of a very large document may reach a thousand. */
const callables = new LRUCache<string, CallableOperation>({
  max: 2_000,
  maxSize: 20_000,
  sizeCalculation: ({ $defs }) => 1 + Object.keys($defs).length,
});

/** One operation with all it takes to validate a call and answer it; two indexed look-ups the first time. */
export async function getCallable(documentId: string, key: string): Promise<CallableOperation> {
  const cacheKey = `${documentId} ${key}`;
  const known = callables.get(cacheKey);
  if (known) return known;
  const row = await db().docOperation.findUnique({
    where: { documentId_key: { documentId, key } },
    select: { operationId: true, method: true, path: true, body: true, callable: true },
  });
  if (!row) throw new Refusal("not_found", "This operation does not exist.");
  const stored = asWritten<StoredCallable>(row.callable);
  const { operation } = asWritten<StoredOperation>(row.body);
  const [overview, { $defs, isPartial }] = await Promise.all([
    getOverview(documentId),
    readDefinitions(documentId, stored.refs),
  ]);
  const callable: CallableOperation = {
    documentId,
    key,
    operationId: row.operationId,
    method: row.method,
    path: row.path,
    parameters: stored.parameters.map(({ examples: _, content, ...parameter }) => ({
      ...parameter,
      ...(content && { content: toMedia(content) }),
    })),
    ...(stored.requestBody && {
      requestBody: {
        isRequired: stored.requestBody.isRequired,
        media: stored.requestBody.media.map(toMedia),
      },
    }),
    responses: stored.responses.map((response) => ({ ...response, media: response.media.map(toMedia) })),
    security: operation.security,
    securitySchemes: overview.securitySchemes,
    servers: operation.servers.length > 0 ? operation.servers : overview.servers,
    $defs,
    isPartial,
  };
  callables.set(cacheKey, callable);
  return callable;
}

function toMedia(media: StoredMedia): CallableMedia {
  return { ...media, examples: media.examples.flatMap(toExample) };
}

function toExample({ name, value }: StoredExample): CallableExample[] {
  return value === undefined ? [] : [{ name, value }];
}

/** The definitions reachable from `keys`; beyond the bound the missing ones accept everything. */
async function readDefinitions(
  documentId: string,
  keys: string[],
): Promise<{ $defs: Record<string, JsonSchema>; isPartial: boolean }> {
  if (keys.length === 0) return { $defs: {}, isPartial: false };
  const rows = await db().$queryRaw<{ key: string; definition: unknown; refs: string[] }[]>`
    WITH RECURSIVE reach(key) AS (
      SELECT unnest(${keys}::text[])
      UNION
      SELECT unnest(schema.refs) FROM reach JOIN "DocSchema" schema ON schema."documentId" = ${documentId} AND schema.key = reach.key
    )
    SELECT schema.key, schema.definition, schema.refs
    FROM (SELECT key FROM reach LIMIT ${MAX_DEFS}) near JOIN "DocSchema" schema ON schema."documentId" = ${documentId} AND schema.key = near.key`;
  const $defs: Record<string, JsonSchema> = Object.fromEntries(
    rows.map((row) => [row.key, asWritten<JsonSchema>(row.definition)]),
  );
  let isPartial = false;
  for (const key of [...keys, ...rows.flatMap((row) => row.refs)]) {
    if (Object.hasOwn($defs, key)) continue;
    $defs[key] = true;
    isPartial = true;
  }
  return { $defs, isPartial };
}
