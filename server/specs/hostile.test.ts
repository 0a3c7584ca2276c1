import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { Refusal } from "#server/platform/refusal.ts";
import { inRollback } from "#server/platform/testing/world.ts";
import { compileDocument } from "./index.ts";
import type { CompileOutcome, Finding } from "./schema.ts";

// Documents that belong to no one's repository; where they are absent the suite says so and steps aside.
const FOLDER = join(process.cwd(), "..", "shared", "specs", "hostile");
const INDEX = join(FOLDER, "index.json");

interface Entry {
  file: string;
  category: string;
  expect: string;
}

type Answer =
  | { kind: "accepted"; outcome: CompileOutcome }
  | { kind: "refused"; message: string; findings: Finding[] };

function entries(): Entry[] {
  if (!existsSync(INDEX)) return [];
  return (JSON.parse(readFileSync(INDEX, "utf8")) as { files: Entry[] }).files;
}

async function answerTo(file: string): Promise<Answer> {
  const bytes = new Uint8Array(readFileSync(join(FOLDER, file)));
  let answer: Answer | undefined;
  await inRollback(async (tx) => {
    try {
      answer = { kind: "accepted", outcome: await compileDocument({ bytes, sourceName: file }, { tx }) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      answer = { kind: "refused", message: error.message, findings: error.detail.findings as Finding[] };
    }
  });
  if (!answer) throw new Error("no answer");
  return answer;
}

const connections: string[] = [];
const trap = createServer((socket) => {
  connections.push(String(socket.localPort));
  socket.destroy();
});

describe.skipIf(!existsSync(INDEX))(
  "hostile documents (skipped where ../shared/specs/hostile is absent)",
  () => {
    afterAll(() => trap.close());

    test.each(entries().map((entry) => [entry.file, entry] as const))(
      "%s gets the answer it should, and nobody suffers",
      async (file, entry) => {
        const started = performance.now();
        const answer = await answerTo(file);
        expect(performance.now() - started).toBeLessThan(20_000);
        expect({}).not.toHaveProperty("polluted");
        expect(Object.keys(Object.prototype)).toEqual([]);

        const may = entry.expect;
        if (answer.kind === "accepted") {
          expect(may).toMatch(/accept|bounded|ignore|truncate/);
          if (
            /^accept-with-findings$/.test(may) &&
            !["xss", "prompt-injection", "codegen-injection", "path-traversal", "redos"].includes(
              entry.category,
            )
          ) {
            expect(answer.outcome.summary.findings).not.toEqual([]);
          }
          return;
        }
        expect(may).toMatch(/reject/);
        expect(answer.message.length).toBeGreaterThan(15);
        expect(answer.findings.length).toBeGreaterThan(0);
        if (may === "reject-with-line") expect(answer.findings[0]?.line).toBeGreaterThan(0);
        if (entry.category === "ssrf") expect(answer.findings[0]?.rule).toBe("external-reference");
      },
    );

    test("references to a listening server open no connection to it", async () => {
      await new Promise<void>((ready) => trap.listen(0, "127.0.0.1", ready));
      const address = trap.address();
      const port = typeof address === "object" && address ? address.port : 0;
      const refs = [
        `http://127.0.0.1:${port}/a.yaml`,
        `//127.0.0.1:${port}/a`,
        `http://localhost:${port}/a.json#/A`,
        `ftp://127.0.0.1:${port}/a.yaml`,
      ];
      for (const ref of refs) {
        const spec = {
          openapi: "3.1.0",
          info: { title: "T", version: "1" },
          paths: {},
          components: { schemas: { A: { $ref: ref }, B: { $id: `${ref}.other`, type: "string" } } },
        };
        await inRollback(async (tx) => {
          await expect(
            compileDocument(
              { bytes: new TextEncoder().encode(JSON.stringify(spec)), sourceName: "a.json" },
              { tx },
            ),
          ).rejects.toThrow(/leads outside/);
        });
      }
      const own = `http://127.0.0.1:${port}/own`;
      await inRollback(async (tx) => {
        const spec = {
          openapi: "3.1.0",
          info: { title: "T", version: "1" },
          paths: {},
          components: { schemas: { A: { $ref: own }, B: { $id: own, type: "string" } } },
        };
        const bytes = new TextEncoder().encode(JSON.stringify(spec));
        const { summary } = await compileDocument({ bytes, sourceName: "a.json" }, { tx });
        expect(summary.schemaCount).toBe(2);
      });
      expect(connections).toEqual([]);
    });

    test("the server answers while a bomb is being compiled", async () => {
      const started = performance.now();
      const bomb = answerTo("oneof-explosion-6pow20.json");
      let worst = 0;
      let last = performance.now();
      const beat = setInterval(() => {
        worst = Math.max(worst, performance.now() - last);
        last = performance.now();
      }, 5);
      await bomb;
      clearInterval(beat);
      expect(performance.now() - started).toBeLessThan(20_000);
      expect(worst).toBeLessThan(1_000);
    });
  },
);
