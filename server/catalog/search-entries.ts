import { methodWord } from "#lib/method.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { listSchemas, listSearchTexts } from "#server/specs/index.ts";
import { clip, plain, searchWords } from "./search-words.ts";

/** Raise it when entries are written by other rules: the worker then writes those of older editions anew. */
export const SEARCH_EDITION = 1;

interface Entry {
  id: string;
  kind: "api" | "guide" | "operation" | "schema";
  apiId: string;
  versionId: string | null;
  key: string | null;
  method: string | null;
  path: string | null;
  title: string;
  words: string;
  /** Longer text; left out where names say everything. */
  body: string;
}

const MAX_BODY = 4_000;
const MAX_WORDS = 8_000;
const MAX_TITLE = 300;
/** Rows per statement: a document may have ten thousand operations, and a busy machine little time for each statement. */
const BATCH = 250;

interface IndexedApi {
  id: string;
  slug: string;
  name: string;
  summary: string;
  category: string;
  tags: string[];
  descriptionMd: string;
}

/** Makes an API and its guides findable by what they now say. */
export async function indexApi(tx: Tx, api: IndexedApi): Promise<void> {
  const old = await tx.searchEntry.findFirst({
    where: { apiId: api.id, kind: "api" },
    select: { weight: true },
  });
  await tx.searchEntry.deleteMany({ where: { apiId: api.id, kind: "api" } });
  const entry: Entry = {
    ...blank("api", api.id),
    title: api.name,
    words: wordsOf(api.name, api.slug, api.category, ...api.tags, api.summary),
    body: clip(plain(`${api.summary}\n${api.descriptionMd}`), MAX_BODY),
  };
  await insertEntries(tx, [entry], old?.weight ?? 0);
  await indexGuides(tx, api.id);
  // By hand, because being indexed is no change of the API that its date should tell of.
  await tx.$executeRaw`UPDATE "Api" SET "searchEdition" = ${SEARCH_EDITION} WHERE id = ${api.id}`;
}

/** Makes the guides of an API findable as they now are. */
export async function indexGuides(tx: Tx, apiId: string): Promise<void> {
  const guides = await tx.apiGuide.findMany({
    where: { apiId },
    select: { slug: true, title: true, summary: true, markdown: true },
  });
  await tx.searchEntry.deleteMany({ where: { apiId, kind: "guide" } });
  const entries = guides.map(
    ({ slug, title, summary, markdown }): Entry => ({
      ...blank("guide", apiId),
      key: slug,
      title,
      words: wordsOf(title, summary),
      body: clip(plain(markdown), MAX_BODY),
    }),
  );
  await insertEntries(tx, entries, 0);
}

interface IndexedVersion {
  apiId: string;
  versionId: string;
  documentId: string;
}

/** Replaces what search knows of a version by the operations and schemas of this document. */
export async function indexVersion(tx: Tx, ref: IndexedVersion): Promise<void> {
  const { apiId, versionId, documentId } = ref;
  const operations = await listSearchTexts(documentId, tx);
  const schemas = await listSchemas(documentId, tx);
  await tx.searchEntry.deleteMany({ where: { versionId } });
  await insertEntries(
    tx,
    operations.map(
      (operation): Entry => ({
        ...blank("operation", apiId, versionId),
        key: operation.key,
        method: operation.method,
        path: operation.path,
        title: clip(operation.summary || `${methodWord(operation.method)} ${operation.path}`, MAX_TITLE),
        words: wordsOf(
          operation.summary,
          operation.method,
          operation.path,
          operation.operationId ?? "",
          operation.tag,
        ),
        body: clip(plain(operation.searchText), MAX_BODY),
      }),
    ),
    0,
  );
  await insertEntries(
    tx,
    schemas.map(
      ({ key, name }): Entry => ({
        ...blank("schema", apiId, versionId),
        key,
        title: clip(name, MAX_TITLE),
        words: wordsOf(name),
      }),
    ),
    0,
  );
  await tx.version.update({ where: { id: versionId }, data: { searchEdition: SEARCH_EDITION } });
}

function blank(kind: Entry["kind"], apiId: string, versionId: string | null = null): Entry {
  const nothing = { key: null, method: null, path: null, title: "", words: "", body: "" };
  return { id: newId("srch"), kind, apiId, versionId, ...nothing };
}

function wordsOf(...texts: string[]): string {
  return clip(searchWords(texts.join(" ")).join(" "), MAX_WORDS);
}

/**
 * Many rows per statement. Titles and words as written
 * ("simple") weigh most, then their English stems, then longer text. Signs in titles become spaces because the default
 * parser would read "pull-request/review" as one file name.
 */
async function insertEntries(tx: Tx, entries: Entry[], weight: number): Promise<void> {
  const words = new Set<string>();
  for (let start = 0; start < entries.length; start += BATCH) {
    const batch = entries.slice(start, start + BATCH);
    for (const entry of batch) for (const word of entry.words.split(" ")) words.add(word);
    await tx.$executeRaw`
      WITH entry AS MATERIALIZED (
        SELECT *, setweight(to_tsvector('simple', regexp_replace(title, '[^[:alnum:]]+', ' ', 'g')), 'A') ||
          setweight(to_tsvector('simple', words), 'B') || setweight(to_tsvector('english', words), 'C') AS names
        FROM jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) AS entry(id text, kind text, "apiId" text,
          "versionId" text, key text, method text, path text, title text, words text, body text)),
      named AS (
        INSERT INTO "SearchEntry" (id, kind, "apiId", "versionId", key, method, path, title, names, weight)
        SELECT id, kind, "apiId", "versionId", key, method, path, title, names, ${weight} FROM entry)
      INSERT INTO "SearchText" ("entryId", tsv)
      SELECT id, names || setweight(to_tsvector('english', body), 'D') FROM entry WHERE body <> ''`;
  }
  const known = [...words].filter((word) => word.length >= 3 && word.length <= 40).sort();
  await tx.$executeRaw`INSERT INTO "SearchWord" (word) SELECT unnest(${known}::text[]) ON CONFLICT DO NOTHING`;
}
