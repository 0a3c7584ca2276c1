// One round of bench/publish.ts in a process of its own: `support/publish-round.ts lint|publish FILE`.
import { readFileSync } from "node:fs";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

async function lintAlone(text: string): Promise<void> {
  const { createConfig, lintFromString } = await import("@redocly/openapi-core");
  await lintFromString({
    source: text,
    absoluteRef: "/github.json",
    config: await createConfig({ extends: ["recommended"] }),
  });
}

/** In a thread of its own, as the compiler is; its start and its imports count on both sides. */
function lintInWorker(text: string): Promise<void> {
  return new Promise((done, failed) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: text, env: {} });
    worker.once("message", () => {
      done();
      void worker.terminate();
    });
    worker.once("error", failed);
  });
}

/** Until the first and the last operation can be read. */
async function publish(bytes: Uint8Array): Promise<string> {
  const { compileDocument, getOperation, getOverview, listOperations } = await import(
    "#server/specs/index.ts"
  );
  const { documentId } = await compileDocument({ bytes, sourceName: "github.json" });
  const [operations] = await Promise.all([listOperations(documentId), getOverview(documentId)]);
  for (const operation of [operations[0], operations.at(-1)])
    if (operation) await getOperation(documentId, operation.key);
  return documentId;
}

async function main(kind: string, file: string): Promise<void> {
  const bytes = readFileSync(file);
  const { db, closeDb } = await import("#server/platform/db.ts");
  if (kind === "publish") await db().document.deleteMany({});
  const text = kind === "lint" ? Buffer.from(bytes).toString("utf8") : "";
  const started = performance.now();
  if (kind === "lint") await lintInWorker(text);
  else await publish(bytes);
  const ms = performance.now() - started;
  console.log(JSON.stringify({ ms, peakMb: process.resourceUsage().maxRSS / 1024 }));
  await closeDb();
}

if (isMainThread) await main(process.argv[2] ?? "", process.argv[3] ?? "");
else await lintAlone(String(workerData)).then(() => parentPort?.postMessage("done"));
