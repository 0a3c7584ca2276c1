export { compileDocument } from "./compile-document.ts";
export { exportDocument } from "./exports/export-document.ts";
export { countPages, listPageKeys } from "./exports/page-keys.ts";
export { getPublishedSource } from "./exports/published-source.ts";
export { findCounterparts } from "./find-counterparts.ts";
export { findOperationForCall, listMethodsOfPath } from "./find-operation.ts";
export { getCallable } from "./get-callable.ts";
export { getOperation } from "./get-operation.ts";
export { getSchema } from "./get-schema.ts";
export { listServers } from "./list-servers.ts";
export {
  findTagOfOperation,
  getBundle,
  getOverview,
  getPackedBundle,
  getSource,
  listFindings,
  listOperations,
  listSchemas,
  listSchemasAround,
  listSearchTexts,
} from "./read-document.ts";
export { renderMarkdown } from "./render-markdown.ts";
export { sampleSchema } from "./sample-schema.ts";
export { sweepDocuments } from "./sweep-documents.ts";
