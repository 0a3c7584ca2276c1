export { compileDocument } from "./compile-document.ts";
export { findOperationForCall, listMethodsOfPath } from "./find-operation.ts";
export { getCallable } from "./get-callable.ts";
export { getOperation } from "./get-operation.ts";
export { getSchema } from "./get-schema.ts";
export { listServers } from "./list-servers.ts";
export {
  getBundle,
  getOverview,
  getSource,
  listFindings,
  listOperations,
  listSchemas,
  listSearchTexts,
} from "./read-document.ts";
export { renderMarkdown } from "./render-markdown.ts";
export { sampleSchema } from "./sample-schema.ts";
