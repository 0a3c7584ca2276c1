export { compileDocument } from "./compile-document.ts";
export { type Exported, exportDocument } from "./exports/export-document.ts";
export { countPages, listPageKeys } from "./exports/page-keys.ts";
export { getPublishedSource } from "./exports/published-source.ts";
export { REDOC_SAMPLE_DEPTH } from "./exports/redoc-weight.ts";
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
export { renderText } from "./render-text.ts";
export { sampleSchema } from "./sample-schema.ts";
export { sweepDocuments } from "./sweep-documents.ts";
