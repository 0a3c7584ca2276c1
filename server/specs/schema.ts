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
  /** What sort of tag it is (3.2), in the document's own word. */
  kind?: string;
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
  deviceAuthorizationUrl?: string;
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
  /** Where the authorisation server describes itself (3.2). */
  oauth2MetadataUrl?: string;
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
  /** A small image out of the document itself, as a data: address (x-logo). */
  logo?: { src: string; alt: string };
  /** The address by which the document names itself (3.2's $self); never fetched. */
  self?: string;
  /** The JSON Schema dialect it names for its schemas (3.1). */
  dialect?: string;
  /** Parts marked x-internal were left out, so that only the publisher may see the document as it was uploaded. */
  hasInternal?: true;
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
  /** OpenAPI's own methods in lower case; others (3.2) exactly as they are sent. */
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
  /** The same as it travels, where the document tells (3.2's serializedValue). */
  written?: string;
}

export interface CompiledMedia {
  mediaType: string;
  schema?: SchemaNode;
  /** Schema of each item of a stream (3.2). */
  itemSchema?: SchemaNode;
  /** At most 20; `examplesLeft` tells how many more the document has. */
  examples: ExampleText[];
  examplesLeft?: number;
  /** How single parts of a form are written; by property. */
  encoding?: CompiledEncoding[];
  /** The same by position (3.2), and for all positions after those. */
  prefixEncoding?: CompiledEncoding[];
  itemEncoding?: CompiledEncoding;
}

/** How one part of a form or multipart body is written. */
export interface CompiledEncoding {
  /** The property; its number from 1 among positions. */
  name: string;
  contentType?: string;
  style?: string;
  explode?: boolean;
  allowReserved?: boolean;
  headers: CompiledHeader[];
  encoding?: CompiledEncoding[];
  prefixEncoding?: CompiledEncoding[];
  itemEncoding?: CompiledEncoding;
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
  allowEmptyValue?: boolean;
  schema?: SchemaNode;
  /** Instead of schema and style: the value is serialised in this media type. */
  content?: CompiledMedia;
  /** A value to put into samples, as text; from the example, the default, the enum or the type. */
  sample: string;
  /** That value as it stands in a request, where this is not simply the value. */
  written?: string;
  examples: ExampleText[];
  /** How many more the document has. */
  examplesLeft?: number;
}

export interface CompiledHeader {
  name: string;
  isRequired: boolean;
  isDeprecated: boolean;
  descriptionHtml?: string;
  schema?: SchemaNode;
  explode?: boolean;
  /** Instead of a schema: the value is written in this media type. */
  content?: CompiledMedia;
  /** As JSON text or plain text, at most 20. */
  examples?: HeaderExample[];
  examplesLeft?: number;
}

export interface HeaderExample {
  name: string;
  summary?: string;
  text: string;
}

export interface CompiledRequestBody {
  isRequired: boolean;
  descriptionHtml?: string;
  media: CompiledMedia[];
}

export interface CompiledResponse {
  /** "200", "4XX" or "default". */
  status: string;
  /** A few words (3.2). */
  summary?: string;
  descriptionHtml?: string;
  headers: CompiledHeader[];
  media: CompiledMedia[];
  links: CompiledLink[];
}

/** A call that can follow an answer. */
export interface CompiledLink {
  name: string;
  descriptionHtml?: string;
  /** The operation to call; left out when it is not one of the document. */
  operationKey?: string;
  /** What is called, as the document names it. */
  target?: string;
  /** Constants and runtime expressions, such as "$response.body#/id". */
  parameters?: { name: string; value: string }[];
  requestBody?: string;
  server?: ServerSummary;
}

/** A call that comes back to the caller's own server. */
export interface CompiledCallback {
  name: string;
  /** Runtime expression of the address that is called. */
  expression: string;
  method: string;
  summary: string;
  descriptionHtml?: string;
  externalDocs?: ExternalDocs;
  isDeprecated?: boolean;
  parameters?: CompiledParameter[];
  requestBody?: CompiledRequestBody;
  responses: CompiledResponse[];
  /** Only what the callback states itself. */
  security?: SecurityAlternative[];
  servers?: ServerSummary[];
}

export const BADGE_TONES = ["neutral", "good", "attention", "danger", "note"] as const;

/** A word the publisher puts beside an operation's name (x-badges). */
export interface OperationBadge {
  label: string;
  tone: (typeof BADGE_TONES)[number];
  isBefore?: true;
}

export interface CompiledOperation extends OperationSummary {
  tagName: string;
  /** The tags beside its home, to show beside its name. */
  otherTags?: { key: string; name: string; kind?: string }[];
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
  /** Neither the operation nor the document says anything of credentials. */
  isSecurityUnstated?: true;
  /** Its own servers; empty when the document's hold. */
  servers: ServerSummary[];
  /** What the document says of the path as a whole. */
  pathSummary?: string;
  pathDescriptionHtml?: string;
  badges?: OperationBadge[];
  /** Dates as "2026-11-25": since when it is deprecated, and when it goes. */
  deprecatedOn?: string;
  sunsetOn?: string;
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

/** A schema with a page of its own under its key. */
export interface SchemaRef {
  key: string;
  name: string;
  /** The document gives it no name: it has a page because it lies too deep, or is too long, to stand in place. */
  isUnnamed?: true;
}

/**
 * A schema as a finite tree for display. A node with `ref` and `cut` shows only the name and leads to the schema's
 * page; a node with `ref` alone has been expanded in place; render it by plain recursion.
 */
export interface SchemaNode {
  ref?: SchemaRef;
  /** Why the content is left out: it contains itself, or the page's bound is reached. */
  cut?: "cycle" | "size";
  /** Nothing satisfies it (`false`). */
  isNever?: true;
  /** JSON types, "null" among them; empty means any. */
  types: string[];
  format?: string;
  title?: string;
  descriptionHtml?: string;
  externalDocs?: ExternalDocs;
  isDeprecated?: boolean;
  isReadOnly?: boolean;
  isWriteOnly?: boolean;
  /** "length" "3 to 20", "pattern" "^a+$", "XML attribute" "id", … in reading order. */
  constraints?: { label: string; value: string }[];
  /** As JSON text, at most 1,000; `enumCount` tells how many there are. */
  enum?: string[];
  enumCount?: number;
  /** What the document says of each value of `enum`, at the same places. */
  enumNotes?: { name?: string; descriptionHtml?: string }[];
  /** As JSON text. */
  const?: string;
  default?: string;
  examples?: string[];
  /** At most 1,000; `propertyCount` tells how many there are. */
  properties?: SchemaProperty[];
  propertyCount?: number;
  /** Names that must be there and are described elsewhere, or nowhere. */
  required?: string[];
  patternProperties?: NamedNode[];
  propertyNames?: SchemaNode;
  /** What names of further properties are, in the publisher's words (x-additionalPropertiesName). */
  additionalName?: string;
  /** Schema of further properties; false when there may be none. */
  additionalProperties?: SchemaNode | false;
  /** Schema of what no other part has described; false when there may be none. */
  unevaluatedProperties?: SchemaNode | false;
  unevaluatedItems?: SchemaNode | false;
  /** Items after those of `prefixItems`; false when there may be none. */
  items?: SchemaNode | false;
  prefixItems?: SchemaNode[];
  /** So many items look like this; "at least 1" when the document gives no number. */
  contains?: SchemaNode;
  containsCount?: string;
  allOf?: SchemaNode[];
  oneOf?: SchemaNode[];
  anyOf?: SchemaNode[];
  not?: SchemaNode;
  if?: SchemaNode;
  then?: SchemaNode;
  else?: SchemaNode;
  /** When the named property is there, the object must also have these, or fit this. */
  dependentRequired?: { name: string; needs: string[] }[];
  dependentSchemas?: NamedNode[];
  /** What the text holds once decoded. */
  contentSchema?: SchemaNode;
  discriminator?: SchemaDiscriminator;
  /** How many more the document has of a list that is cut. */
  left?: { [Word in CountedWord]?: number };
}

export type CountedWord =
  | "allOf"
  | "oneOf"
  | "anyOf"
  | "prefixItems"
  | "patternProperties"
  | "dependentSchemas"
  | "examples";

export interface SchemaDiscriminator {
  property: string;
  /** Which value of the property means which schema, those that go by the schema's name included. */
  mapping: { value: string; ref?: SchemaRef }[];
  /** Holds when the property is missing or has another value (3.2's defaultMapping). */
  fallback?: SchemaRef;
}

/** A schema for a property, a pattern of names, or for when a property is there. */
export interface NamedNode {
  name: string;
  schema: SchemaNode;
}

export interface SchemaProperty extends NamedNode {
  isRequired: boolean;
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
  /** Schemas that mention it directly, at most 50. */
  usedBySchemas: SchemaRef[];
  previous?: SchemaRef;
  next?: SchemaRef;
}

// ── What the sandbox needs ──────────────────────────────────────────────────────────────────────────────────────

export interface CallableExample {
  name: string;
  value: Json;
}

export interface CallableMedia {
  mediaType: string;
  schema?: JsonSchema;
  /** Of each item of a stream or part of a multipart body (3.2). */
  itemSchema?: JsonSchema;
  /** How fields of a form are written, where the document tells. */
  encoding?: Record<string, { style?: string; explode?: boolean; contentType?: string }>;
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
