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
}

export type ExportMessage =
  | { kind: "made"; packed: Uint8Array }
  | { kind: "too_much" }
  | { kind: "failed"; reason: string };
