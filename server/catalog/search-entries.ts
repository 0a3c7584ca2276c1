import { methodWord } from "#lib/method.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { listSearchTexts } from "#server/specs/index.ts";
import { clip, plain, searchWords } from "./search-words.ts";

interface Entry {
  id: string;
  kind: "api" | "operation";
  apiId: string;
  versionId: string | null;
  operationKey: string | null;
  method: string | null;
  path: string | null;
  title: string;
  words: string;
  body: string;
}

const MAX_BODY = 4_000;
const MAX_WORDS = 8_000;
const MAX_TITLE = 300;

interface IndexedApi {
  id: string;
  slug: string;
  name: string;
  summary: string;
  category: string;
  tags: string[];
  descriptionMd: string;
}

/** Makes an API findable by what it now says of itself. */
export async function indexApi(tx: Tx, api: IndexedApi): Promise<void> {
  const old = await tx.searchEntry.findFirst({
    where: { apiId: api.id, kind: "api" },
    select: { weight: true },
  });
  await tx.searchEntry.deleteMany({ where: { apiId: api.id, kind: "api" } });
  await insertEntries(
    tx,
    [
      {
        id: newId("srch"),
        kind: "api",
        apiId: api.id,
        versionId: null,
        operationKey: null,
        method: null,
        path: null,
        title: api.name,
        words: wordsOf(api.name, api.slug, api.category, ...api.tags, api.summary),
        body: clip(plain(`${api.summary}\n${api.descriptionMd}`), MAX_BODY),
      },
    ],
    old?.weight ?? 0,
  );
}

/** Replaces what search knows of a version by the operations of this document. */
export async function indexVersion(
  tx: Tx,
  ref: { apiId: string; versionId: string; documentId: string },
): Promise<void> {
  const operations = await listSearchTexts(ref.documentId, tx);
  await tx.searchEntry.deleteMany({ where: { versionId: ref.versionId } });
  const entries = operations.map(
    (operation): Entry => ({
      id: newId("srch"),
      kind: "operation",
      apiId: ref.apiId,
      versionId: ref.versionId,
      operationKey: operation.key,
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
  );
  await insertEntries(tx, entries, 0);
}

function wordsOf(...texts: string[]): string {
  return clip(searchWords(texts.join(" ")).join(" "), MAX_WORDS);
}

/** One statement for a thousand rows: a document may have ten thousand operations. */
async function insertEntries(tx: Tx, entries: Entry[], weight: number): Promise<void> {
  const words = new Set<string>();
  for (let start = 0; start < entries.length; start += 1_000) {
    const batch = entries.slice(start, start + 1_000);
    for (const entry of batch) for (const word of entry.words.split(" ")) words.add(word);
    await tx.$executeRaw`
      INSERT INTO "SearchEntry" (id, kind, "apiId", "versionId", "operationKey", method, path, title, words, body, weight)
      SELECT id, kind, "apiId", "versionId", "operationKey", method, path, title, words, body, ${weight}
      FROM jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) AS entry(id text, kind text, "apiId" text,
        "versionId" text, "operationKey" text, method text, path text, title text, words text, body text)`;
  }
  const known = [...words].filter((word) => word.length >= 3 && word.length <= 40).sort();
  await tx.$executeRaw`INSERT INTO "SearchWord" (word) SELECT unnest(${known}::text[]) ON CONFLICT DO NOTHING`;
}
