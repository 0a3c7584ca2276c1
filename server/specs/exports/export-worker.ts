// Runs in a thread of its own, without environment and without a network, under limits of memory and time.
import net from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import { gunzipSync, gzipSync } from "node:zlib";
import { stringify } from "yaml";
import { isTree, type Tree } from "../compiler/tree.ts";
import { cutOperation } from "./cut-operation.ts";
import type { ExportForm, ExportMessage, ExportOrder } from "./order.ts";
import { prepareDocument } from "./prepare-document.ts";

// The generators can resolve references by themselves. Documents hold none that lead outside; should one slip through,
// this thread still reaches nobody.
net.Socket.prototype.connect = () => {
  throw new Error("Generators have no network.");
};

const toYaml = (value: unknown): string => stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 });

/** The generators' libraries take longer to load than most documents to cut, so each loads when asked for. */
const MAKERS: Record<ExportForm, (root: Tree, order: ExportOrder) => string | Promise<string | null>> = {
  yaml: toYaml,
  postman: async (root, { unusual }) =>
    (await import("./make-postman.ts")).makePostman(prepareDocument(root), unusual),
  typescript: async (root, { unusual }) =>
    (await import("./make-typescript.ts")).makeTypescript(prepareDocument(root), unusual),
  redoc: async (root) => (await import("./make-redoc.ts")).makeRedoc(root),
  operation: (root, order) => JSON.stringify(cut(root, order), null, 2),
  "operation-yaml": (root, order) => toYaml(cut(root, order)),
};

function cut(root: Tree, { operation }: ExportOrder): Tree {
  const document = operation && cutOperation(root, operation);
  if (!document) throw new Error("The operation is not in the document.");
  return document;
}

async function make(order: ExportOrder): Promise<ExportMessage> {
  const root: unknown = JSON.parse(new TextDecoder().decode(gunzipSync(order.packedBundle)));
  if (!isTree(root)) throw new Error("A document is an object.");
  const text = await MAKERS[order.form](root, order);
  if (text === null) return { kind: "too_much" };
  return { kind: "made", packed: new Uint8Array(gzipSync(text, { level: 6 })) };
}

// workerData is ours: runExport wrote it.
const order: ExportOrder = workerData;
make(order)
  .catch(
    (error: unknown): ExportMessage => ({
      kind: "failed",
      reason: error instanceof Error ? error.message : String(error),
    }),
  )
  .then((message) => parentPort?.postMessage(message));
