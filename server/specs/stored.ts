import type {
  CallableMedia,
  CallableParameter,
  CallableResponse,
  CompiledOperation,
  ExampleText,
  Json,
  JsonSchema,
  OperationSummary,
  SchemaNode,
  SchemaRef,
} from "./schema.ts";

/** DocOperation.body: the page with schemas by reference and without examples, which reading fills in. */
export interface StoredOperation {
  operation: CompiledOperation;
  /** The schemas its page expands, nearest first, at most 48. */
  closure: string[];
  /** Examples of its callbacks, in their order. */
  callbacks?: StoredCallback[];
}

export type StoredCallback = Pick<StoredCallable, "parameters" | "requestBody" | "responses">;

/** DocOperation.callable. */
export interface StoredCallable {
  parameters: StoredParameter[];
  requestBody?: { isRequired: boolean; media: StoredMedia[] };
  responses: (Omit<CallableResponse, "media"> & { media: StoredMedia[] })[];
  /** Keys of the definitions it mentions itself. */
  refs: string[];
}

export interface StoredParameter extends Omit<CallableParameter, "content"> {
  content?: StoredMedia;
  examples: StoredExample[];
}

export interface StoredMedia extends Omit<CallableMedia, "examples"> {
  examples: StoredExample[];
}

export interface StoredExample
  extends Pick<ExampleText, "name" | "summary" | "descriptionHtml" | "externalUrl" | "written"> {
  value?: Json;
}

/** DocSchema.body. */
export interface StoredSchema {
  schema: SchemaNode;
  examples: StoredExample[];
  usedBy: OperationSummary[];
  usedBySchemas: SchemaRef[];
  closure: string[];
}

/** Rows as the compiler hands them over. */
export interface OperationRow extends OperationSummary {
  searchText: string;
  body: StoredOperation;
  callable: StoredCallable;
}

export interface SchemaRow {
  key: string;
  position: number;
  name: string;
  body: StoredSchema;
  definition: JsonSchema;
  refs: string[];
}
