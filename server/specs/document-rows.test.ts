import { expect, test } from "vitest";
import { db } from "#server/platform/db.ts";
import { newId, randomBase62 } from "#server/platform/ids.ts";
import { inRollback } from "#server/platform/testing/world.ts";
import { storeDocument, UNFINISHED } from "./document-rows.ts";
import { sweepDocuments } from "./sweep-documents.ts";

const bytes = new Uint8Array([123, 125]);
const nothing = { error: 0, warning: 0, info: 0 };

test("a document whose parts cannot be stored leaves nothing behind", async () => {
  const title = `Broken ${randomBase62(8)}`;
  const store = storeDocument(
    {},
    {
      compiled: {
        kind: "compiled",
        format: "openapi-3.1",
        overview: {
          documentId: "",
          format: "openapi-3.1",
          specVersion: "3.1.0",
          title,
          version: "1",
          tags: [],
          security: [],
          servers: [],
          securitySchemes: [],
          operationCount: 1,
          webhookCount: 0,
          schemaCount: 0,
        },
        findings: [],
        counts: nothing,
        operationChunks: [new TextEncoder().encode('[{"key":null}]')],
        schemaChunks: [],
        source: bytes,
        bundle: bytes,
      },
      examples: Promise.resolve({ findings: [], counts: nothing }),
      sha256: randomBase62(20),
      compilerVersion: 1,
      input: { bytes, sourceName: "a.json" },
      started: performance.now(),
    },
  );
  await expect(store).rejects.toThrow(/null/i);
  expect(await db().document.count({ where: { title } })).toBe(0);
});

test("what a process left half stored is removed after an hour, by jobs only; what is whole or new stays", async () => {
  await inRollback(async (tx) => {
    const now = new Date("2026-11-01T12:00:00Z");
    const put = async (sha256: string, createdAt: string) => {
      const id = newId("doc");
      const texts = { format: "openapi-3.1", mediaType: "", sourceName: "", title: "", infoVersion: "" };
      const counts = { sourceBytes: 2, operationCount: 0, schemaCount: 0, errorCount: 0, warningCount: 0 };
      const parts = { source: bytes, bundle: bytes, overview: {}, findings: {}, compileMs: 0 };
      const data = { id, sha256, compilerVersion: 1, createdAt: new Date(createdAt) };
      await tx.document.create({ data: { ...data, ...texts, ...counts, ...parts } });
      return id;
    };
    const left = await put(UNFINISHED + randomBase62(8), "2026-11-01T10:59:00Z");
    const kept = [
      await put(UNFINISHED + randomBase62(8), "2026-11-01T11:30:00Z"),
      await put(randomBase62(20), "2026-10-01T00:00:00Z"),
    ];
    const job = { caller: { kind: "job", name: "test" }, now, requestId: "req_test", tx } as const;
    await expect(sweepDocuments({ ...job, caller: { kind: "visitor" } })).rejects.toThrow(/Only a job/);
    await sweepDocuments(job);
    const rows = await tx.document.findMany({ where: { id: { in: [left, ...kept] } }, select: { id: true } });
    expect(rows.map(({ id }) => id).sort()).toEqual(kept.sort());
  });
});
