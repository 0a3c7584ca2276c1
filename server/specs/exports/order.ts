import type { Json } from "../schema.ts";

/** The methods that other people's generators know: those before OpenAPI 3.2. */
export const USUAL_METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** An operation of another method, which generators pass over, with its request for Postman. */
export interface UnusualOperation {
  /** As it is sent. */
  method: string;
  path: string;
  tagName: string;
  item: Json;
}

/** What a document can be turned into. "operation" is a document of one operation alone. */
export type ExportForm = "yaml" | "postman" | "typescript" | "redoc" | "operation" | "operation-yaml";

export interface OperationPlace {
  /** As in the document; a webhook's name. */
  path: string;
  /** Lower case. */
  method: string;
  isWebhook: boolean;
}

/** What the thread is started with. */
export interface ExportOrder {
  /** The bundle as it is stored: JSON, gzip. */
  packedBundle: Uint8Array;
  form: ExportForm;
  operation?: OperationPlace | undefined;
  /** For the forms that generators make. */
  unusual?: UnusualOperation[];
}

export type ExportMessage =
  | { kind: "made"; packed: Uint8Array }
  | { kind: "too_much" }
  | { kind: "failed"; reason: string };
