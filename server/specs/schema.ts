import { z } from "zod";

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** JSON Schema 2020-12, whatever dialect the document was written in. `true` accepts everything. */
export type JsonSchema = boolean | { [keyword: string]: Json };

export const SEVERITIES = ["error", "warning", "info"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** One remark about a document. Lines and columns count from 1; 0 when the place is not known. */
export interface Finding {
  rule: string;
  severity: Severity;
  message: string;
  line: number;
  column: number;
  /** JSON pointer as a URI fragment, such as "#/paths/~1stations/get"; "" when not known. */
  pointer: string;
  /** What to do about it. */
  hint?: string;
  /** The file inside an uploaded archive; left out for single documents. */
  file?: string;
}

export const FORMATS = ["openapi-2.0", "openapi-3.0", "openapi-3.1", "openapi-3.2"] as const;
export type DocumentFormat = (typeof FORMATS)[number];

export const CompileInput = z.object({
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array, "Send the document's bytes."),
  sourceName: z.string().trim().min(1).max(200).default("document"),
  mediaType: z.string().max(200).optional(),
});
export type CompileInput = z.input<typeof CompileInput>;

/** What publishing answers. `findings` holds at most 500, worst first; the counts count all. */
export interface DocumentSummary {
  documentId: string;
  title: string;
  version: string;
  format: DocumentFormat;
  operationCount: number;
  schemaCount: number;
  errorCount: number;
  warningCount: number;
  infoCount: number;
  findings: Finding[];
  compileMs: number;
}

export interface CompileOutcome {
  documentId: string;
  /** False when the same bytes were compiled before. */
  isNew: boolean;
  summary: DocumentSummary;
}

// ── Overview ────────────────────────────────────────────────────────────────────────────────────────────────────

export interface ServerVariable {
  name: string;
  default: string;
  enum: string[];
  descriptionHtml?: string;
}

export interface ServerSummary {
  url: string;
  name?: string;
  descriptionHtml?: string;
  variables: ServerVariable[];
}

export interface TagSummary {
  /** Address of the tag; unique in the document. */
  key: string;
  name: string;
  /** One line for lists, when the document has one (3.2). */
  summary?: string;
  descriptionHtml?: string;
  externalDocs?: ExternalDocs;
  operationCount: number;
  /** Key of the tag it stands under (3.2's `parent`). */
  parent?: string;
}

/** A heading over tags (x-tagGroups). */
export interface TagGroup {
  name: string;
  /** Keys of its tags, in order. */
  tags: string[];
}

export interface ExternalDocs {
  url: string;
  descriptionHtml?: string;
}

export interface OAuthFlow {
  kind: "authorizationCode" | "clientCredentials" | "implicit" | "password" | "deviceAuthorization";
  authorizationUrl?: string;
  tokenUrl?: string;
  refreshUrl?: string;
  scopes: { name: string; description: string }[];
}

export interface SecuritySchemeSummary {
  /** The name requirements use. */
  name: string;
  type: "apiKey" | "http" | "oauth2" | "openIdConnect" | "mutualTLS";
  descriptionHtml?: string;
  /** apiKey: where it travels and under which name. */
  in?: "query" | "header" | "cookie";
  parameterName?: string;
  /** http: basic, bearer, … */
  scheme?: string;
  bearerFormat?: string;
  openIdConnectUrl?: string;
  flows: OAuthFlow[];
  isDeprecated: boolean;
}

export interface DocumentOverview {
  documentId: string;
  format: DocumentFormat;
  /** As the document says it: "3.0.3", "2.0". */
  specVersion: string;
  title: string;
  version: string;
  summary?: string;
  descriptionHtml?: string;
  termsOfService?: string;
  contact?: { name?: string; url?: string; email?: string };
  licence?: { name: string; url?: string; identifier?: string };
  externalDocs?: ExternalDocs;
  servers: ServerSummary[];
  /** In the document's order, then tags only operations mention; operations without a tag are under key "general". */
  tags: TagSummary[];
  /** Left out when the document groups no tags; tags in no group follow the groups. */
  tagGroups?: TagGroup[];
  securitySchemes: SecuritySchemeSummary[];
  /** Requirements that hold where an operation states none. */
  security: SecurityAlternative[];
  operationCount: number;
  webhookCount: number;
  schemaCount: number;
}

// ── Operations ──────────────────────────────────────────────────────────────────────────────────────────────────

/** A row of an operation list. `path` of a webhook is its name, without a leading slash. */
export interface OperationSummary {
  key: string;
  position: number;
  operationId: string | null;
  method: string;
  path: string;
  /** Key of its first tag. */
  tag: string;
  summary: string;
  isDeprecated: boolean;
  isWebhook: boolean;
}

/** Schemes that must all be satisfied together; none at all means that the call needs no credential. */
export interface SecurityAlternative {
  schemes: { name: string; scopes: string[] }[];
}

/** An example ready to show. `text` is pretty-printed and cut at a bound; whole values are in the callable. */
export interface ExampleText {
  name: string;
  summary?: string;
  descriptionHtml?: string;
  /** Highlighter's language: json, xml, text, … */
  language: string;
  text: string;
  isCut: boolean;
  /** Made from the schema because the document gives none. */
  isGenerated: boolean;
  externalUrl?: string;
}

export interface CompiledMedia {
  mediaType: string;
  schema?: SchemaNode;
  /** Schema of each item of a stream (3.2). */
  itemSchema?: SchemaNode;
  examples: ExampleText[];
}

export const PARAMETER_PLACES = ["path", "query", "querystring", "header", "cookie"] as const;
export type ParameterPlace = (typeof PARAMETER_PLACES)[number];

export interface CompiledParameter {
  name: string;
  in: ParameterPlace;
  isRequired: boolean;
  isDeprecated: boolean;
  descriptionHtml?: string;
  style: string;
  explode: boolean;
  allowReserved: boolean;
  schema?: SchemaNode;
  /** Instead of schema and style: the value is serialised in this media type. */
  content?: CompiledMedia;
  /** A value to put into samples; from the example, the default, the enum or the type. Bounded. */
  sample: Json;
  examples: ExampleText[];
}

export interface CompiledHeader {
  name: string;
  isRequired: boolean;
  isDeprecated: boolean;
  descriptionHtml?: string;
  schema?: SchemaNode;
}

export interface CompiledRequestBody {
  isRequired: boolean;
  descriptionHtml?: string;
  media: CompiledMedia[];
}

export interface CompiledResponse {
  /** "200", "4XX" or "default". */
  status: string;
  descriptionHtml?: string;
  headers: CompiledHeader[];
  media: CompiledMedia[];
  links: { name: string; descriptionHtml?: string; operationKey?: string }[];
}

export interface CompiledCallback {
  name: string;
  /** Runtime expression of the address that is called. */
  expression: string;
  method: string;
  summary: string;
  descriptionHtml?: string;
  requestBody?: CompiledRequestBody;
  responses: CompiledResponse[];
}

export interface CompiledOperation extends OperationSummary {
  tagName: string;
  /** Keys of all its tags. */
  tags: string[];
  descriptionHtml?: string;
  /** One plain sentence, for meta descriptions and lists. */
  lead: string;
  externalDocs?: ExternalDocs;
  /** Ordered path, query, querystring, header, cookie; inside each as the document has them. */
  parameters: CompiledParameter[];
  requestBody?: CompiledRequestBody;
  responses: CompiledResponse[];
  callbacks: CompiledCallback[];
  security: SecurityAlternative[];
  /** Its own servers; empty when the document's hold. */
  servers: ServerSummary[];
  /** Samples the publisher wrote (x-codeSamples); they stand before ours. */
  codeSamples?: PublisherSample[];
}

/** A sample as the document gives it: `label` to choose it by, `language` for the highlighter. */
export interface PublisherSample {
  label: string;
  language: string;
  source: string;
}

/** Everything an operation's page shows: expanded, finite, at most about 600 schema rows. */
export interface OperationPage {
  operation: CompiledOperation;
  previous?: OperationSummary;
  next?: OperationSummary;
}

// ── Schemas ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** A named schema; has a page of its own under its key. */
export interface SchemaRef {
  key: string;
  name: string;
}

/**
 * A schema as a finite tree for display. A node with `ref` and `cut` shows only the name and links to the schema's
 * page; a node with `ref` alone has been expanded in place; render it by plain recursion.
 */
export interface SchemaNode {
  ref?: SchemaRef;
  /** Why the content is left out: it contains itself, or the page's bound is reached. */
  cut?: "cycle" | "size";
  /** JSON types, "null" among them; empty means any. */
  types: string[];
  format?: string;
  title?: string;
  descriptionHtml?: string;
  isDeprecated?: boolean;
  isReadOnly?: boolean;
  isWriteOnly?: boolean;
  /** "min length" "3", "pattern" "^a+$", "unique items" "yes", … in reading order. */
  constraints?: { label: string; value: string }[];
  /** As JSON text, at most 50; `enumCount` tells how many there are. */
  enum?: string[];
  enumCount?: number;
  /** As JSON text. */
  const?: string;
  default?: string;
  example?: string;
  /** At most 200; `propertyCount` tells how many there are. */
  properties?: SchemaProperty[];
  propertyCount?: number;
  patternProperties?: { pattern: string; schema: SchemaNode }[];
  /** Schema of further properties; false when there may be none. */
  additionalProperties?: SchemaNode | false;
  items?: SchemaNode;
  prefixItems?: SchemaNode[];
  allOf?: SchemaNode[];
  oneOf?: SchemaNode[];
  anyOf?: SchemaNode[];
  not?: SchemaNode;
  discriminator?: { property: string; mapping: { value: string; ref?: SchemaRef }[] };
}

export interface SchemaProperty {
  name: string;
  isRequired: boolean;
  schema: SchemaNode;
}

export interface SchemaSummary extends SchemaRef {
  position: number;
}

/** A named schema's own page. */
export interface CompiledSchema extends SchemaSummary {
  schema: SchemaNode;
  examples: ExampleText[];
  /** Operations that mention it directly, at most 50. */
  usedBy: OperationSummary[];
}

// ── What the sandbox needs ──────────────────────────────────────────────────────────────────────────────────────

export interface CallableExample {
  name: string;
  value: Json;
}

export interface CallableMedia {
  mediaType: string;
  schema?: JsonSchema;
  examples: CallableExample[];
}

export interface CallableParameter {
  name: string;
  in: ParameterPlace;
  isRequired: boolean;
  style: string;
  explode: boolean;
  allowReserved: boolean;
  allowEmptyValue: boolean;
  schema?: JsonSchema;
  content?: CallableMedia;
}

export interface CallableResponse {
  status: string;
  headers: { name: string; isRequired: boolean; schema?: JsonSchema; example?: Json }[];
  media: CallableMedia[];
}

/**
 * One operation for validating calls and answering them. Every schema is JSON Schema 2020-12 whose references are
 * "#/$defs/<key>": validate with `{ ...schema, $defs }`.
 */
export interface CallableOperation {
  documentId: string;
  key: string;
  operationId: string | null;
  method: string;
  path: string;
  parameters: CallableParameter[];
  requestBody?: { isRequired: boolean; media: CallableMedia[] };
  responses: CallableResponse[];
  security: SecurityAlternative[];
  securitySchemes: SecuritySchemeSummary[];
  servers: ServerSummary[];
  $defs: Record<string, JsonSchema>;
  /** True when the closure passed its bound: definitions left out accept everything. */
  isPartial: boolean;
}

/** The operation a call means. Parameter values are percent-decoded. */
export interface OperationMatch {
  operation: OperationSummary;
  pathParameters: Record<string, string>;
}
