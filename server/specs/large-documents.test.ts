import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { db } from "#server/platform/db.ts";
import {
  compileDocument,
  getCallable,
  getOperation,
  getOverview,
  getSchema,
  listOperations,
  listSchemas,
} from "./index.ts";
import type { CompileOutcome } from "./schema.ts";

// Real documents that belong to their publishers; where they are absent the suite says so and steps aside.
const FOLDER = join(process.cwd(), "..", "shared", "specs");
const FILES = [
  "petstore.yaml",
  "rebilly.json",
  "twilio.json",
  "stripe.json",
  "digitalocean.json",
  "github.json",
  "msgraph.json",
];

const made: string[] = [];

async function compileFile(file: string): Promise<CompileOutcome> {
  const outcome = await compileDocument({
    bytes: new Uint8Array(readFileSync(join(FOLDER, file))),
    sourceName: file,
  });
  if (outcome.isNew) made.push(outcome.documentId);
  return outcome;
}

describe.skipIf(!existsSync(FOLDER))("large documents (skipped where ../shared/specs is absent)", () => {
  afterAll(async () => {
    await db().document.deleteMany({ where: { id: { in: made } } });
  });

  test.each(FILES)(
    "%s compiles, and its pages are small and quick",
    async (file) => {
      const { documentId, summary } = await compileFile(file);
      expect(summary.operationCount).toBeGreaterThan(10);
      const [overview, operations, schemas] = await Promise.all([
        getOverview(documentId),
        listOperations(documentId),
        listSchemas(documentId),
      ]);
      expect(operations.length).toBe(overview.operationCount + overview.webhookCount);
      expect(new Set(operations.map((one) => one.key)).size).toBe(operations.length);
      expect(schemas.length).toBe(overview.schemaCount);

      const step = Math.ceil(operations.length / 25);
      for (const { key } of operations.filter((_, i) => i % step === 0)) {
        const page = await getOperation(documentId, key);
        expect(JSON.stringify(page).length).toBeLessThan(600_000);
        await getCallable(documentId, key);
      }
      for (const { key } of schemas.filter((_, i) => i % Math.ceil(schemas.length / 10) === 0)) {
        expect(JSON.stringify(await getSchema(documentId, key)).length).toBeLessThan(600_000);
      }
      expect((await compileFile(file)).isNew).toBe(false);
    },
    90_000,
  );
});
