import { readFileSync } from "node:fs";
import { createApi, createVersion, publishRevision, setLifecycle } from "#server/catalog/index.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { ctxOf, makeMember } from "#server/platform/testing/world.ts";

interface Published {
  slug: string;
  version: string;
  documentId: string;
}

/** Publishes a document as a publisher would. */
export async function publishForBench(file: string, slug = "bench-reference"): Promise<Published> {
  const version = "v1";
  const member = await makeMember(db(), { isPublisher: true });
  const ctx = { ...ctxOf(db(), member, new Date()), requestId: newId("req"), tx: undefined };
  await createApi(ctx, { slug, name: "Reference", summary: "A long document.", category: "Bench" });
  await createVersion(ctx, { api: slug, name: version });
  const { revision } = await publishRevision(ctx, {
    api: slug,
    version,
    bytes: new Uint8Array(readFileSync(file)),
    sourceName: "document.json",
  });
  await setLifecycle(ctx, { api: slug, version, lifecycle: "published" });
  return { slug, version, documentId: revision.documentId };
}

/** Keys of the operations with the most compiled content, largest first. */
export async function heaviestOperations(documentId: string, count: number): Promise<string[]> {
  const rows = await db().$queryRaw<{ key: string }[]>`
    SELECT o.key FROM "DocOperation" o
    WHERE o."documentId" = ${documentId}
    ORDER BY length(o.body::text) + least(length(o.callable::text), 20000) + coalesce((
      SELECT sum(length(s.body::text)) FROM "DocSchema" s
      WHERE s."documentId" = o."documentId"
        AND s.key IN (SELECT json_array_elements_text(o.body -> 'closure'))), 0) DESC
    LIMIT ${count}`;
  return rows.map(({ key }) => key);
}
