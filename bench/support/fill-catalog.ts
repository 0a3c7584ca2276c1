import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { createApi, createVersion, publishRevision, setLifecycle } from "#server/catalog/index.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { ctxOf, makeMember } from "#server/platform/testing/world.ts";

/**
 * Publishes documents as publishers would, each as several APIs, until so many operations can be searched. The same
 * bytes are compiled once, so that only the index grows with each. Tells how many operations there are.
 */
export async function fillCatalog(files: string[], wanted: number): Promise<number> {
  const member = await makeMember(db(), { isPublisher: true });
  const ctx = { ...ctxOf(db(), member, new Date()), requestId: newId("req"), tx: undefined };
  const documents = files.map((file) => ({
    name: basename(file, ".json"),
    bytes: new Uint8Array(readFileSync(file)),
  }));
  for (let edition = 1; ; edition++) {
    for (const { name, bytes } of documents) {
      const api = `${name}-${edition}`;
      await createApi(ctx, {
        slug: api,
        name: `${name} ${edition}`,
        summary: `Document ${name}, edition ${edition}.`,
        category: "Bench",
      });
      await createVersion(ctx, { api, name: "v1" });
      await publishRevision(ctx, { api, version: "v1", bytes, sourceName: `${name}.json` });
      await setLifecycle(ctx, { api, version: "v1", lifecycle: "published" });
    }
    const count = await db().searchEntry.count({ where: { kind: "operation" } });
    if (count >= wanted) return count;
  }
}
