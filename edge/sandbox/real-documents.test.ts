import { existsSync, readFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { closeDb } from "#server/platform/db.ts";
import { compileDocument, getCallable, listOperations } from "#server/specs/index.ts";
import { Checker } from "./checker.ts";
import { isJsonType } from "./media-types.ts";
import { makeExample } from "./write-body.ts";

const FOLDER = "../shared/specs";
const OPERATIONS_TRIED = 60;

afterAll(closeDb);

/** Skipped where the documents are not at hand. */
test.skipIf(!existsSync(FOLDER)).each(["petstore.yaml", "rebilly.json"])(
  "%s: at least 95 % of the JSON examples made from its schemas are valid",
  async (name) => {
    const bytes = new Uint8Array(readFileSync(`${FOLDER}/${name}`));
    const { documentId } = await compileDocument({ bytes, sourceName: name });
    const operations = (await listOperations(documentId)).filter(({ isWebhook }) => !isWebhook);
    const step = Math.max(1, Math.floor(operations.length / OPERATIONS_TRIED));
    let made = 0;
    const invalid: string[] = [];
    for (const { key } of operations.filter((_, i) => i % step === 0)) {
      const operation = await getCallable(documentId, key);
      const checker = new Checker(operation);
      for (const { status, media } of operation.responses) {
        for (const { mediaType, schema } of media) {
          if (!isJsonType(mediaType) || !schema) continue;
          made++;
          const value = makeExample(operation, checker, schema, `${status} ${mediaType}`);
          if (checker.judge(schema, value, "response").faults?.length !== 0) invalid.push(`${key} ${status}`);
        }
      }
    }
    expect(made).toBeGreaterThan(0);
    expect(invalid.length / made, invalid.slice(0, 5).join(", ")).toBeLessThanOrEqual(0.05);
  },
  180_000,
);
