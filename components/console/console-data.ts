import { isSecurityUnstated } from "#components/reference/unstated-security.ts";
import type { ServerChoice } from "#lib/call-server.ts";
import { isJson } from "#lib/media-type.ts";
import type { FieldManner } from "#lib/serialise-form.ts";
import type {
  CallableOperation,
  CallableParameter,
  CompiledEncoding,
  CompiledHeader,
  CompiledMedia,
  CompiledOperation,
  ExampleText,
  Json,
  JsonSchema,
  OAuthFlow,
  SecurityAlternative,
  SecuritySchemeSummary,
  ServerSummary,
} from "#server/specs/schema.ts";
import { reachable } from "./reachable.ts";

/** All that the console of one operation needs; texts are plain. */
export interface ConsoleData {
  api: string;
  version: string;
  key: string;
  method: string;
  path: string;
  title: string;
  /** The sandbox's address on this origin. */
  sandboxPath: string;
  parameters: ConsoleParameter[];
  body: { isRequired: boolean; media: ConsoleMedia[] } | null;
  /** Media types of the documented answers, JSON first. */
  accepts: string[];
  /** Documented statuses; the sandbox answers with the one that is asked for. */
  statuses: string[];
  security: SecurityAlternative[];
  schemes: ConsoleScheme[];
  servers: ConsoleServer[];
  /** What the schemas of parameters and bodies reach. */
  $defs: Record<string, JsonSchema>;
  /** Live servers are called for signed-in people only. */
  isSignedIn: boolean;
  /** Where it opens: what the reader chose last for this API. */
  at: ServerChoice;
  /** Without one nobody can have a key for the sandbox; `planHref` is where the API's own publisher adds one. */
  hasPlan: boolean;
  planHref: string | null;
  /** The document says nothing of credentials, which does not mean that there are none. */
  isSecurityUnstated: boolean;
}

export interface ConsoleParameter extends Omit<CallableParameter, "content"> {
  description: string;
  isDeprecated: boolean;
  examples: ConsoleExample[];
  /** Instead of a style: the value is written in this media type. */
  contentType?: string;
  /** How the fields of a whole query string are written, where the document tells. */
  parts?: Record<string, ConsolePart>;
}

export interface ConsoleExample {
  name: string;
  value: Json;
}

export interface ConsoleMedia {
  mediaType: string;
  schema?: JsonSchema;
  /** Of each part, where the parts follow one another. */
  itemSchema?: JsonSchema;
  examples: { name: string; text: string }[];
  /** How the fields or parts of a form are written, where the document tells: by name, by position, and after those. */
  parts: Record<string, ConsolePart>;
  positions: ConsolePart[];
  rest?: ConsolePart;
}

export interface ConsolePart extends FieldManner {
  /** Parts of a multipart body may have headers of their own. */
  headers: ConsoleHeader[];
}

export interface ConsoleHeader {
  name: string;
  isRequired: boolean;
  description: string;
  example: string;
}

export interface ConsoleScheme extends Omit<SecuritySchemeSummary, "descriptionHtml" | "flows"> {
  description: string;
  flows: OAuthFlow[];
}

export interface ConsoleServer {
  url: string;
  name: string;
  variables: { name: string; default: string; enum: string[]; description: string }[];
}

type Place = Pick<ConsoleData, "api" | "version" | "isSignedIn" | "at" | "hasPlan" | "planHref">;

/** HTTP's own headers; OpenAPI says that parameters of these names are ignored. */
const PROTOCOL_HEADERS = new Set(["accept", "content-type", "authorization"]);

/** What the document says of an operation, as far as a caller needs it. */
export function toConsoleData(
  place: Place,
  callable: CallableOperation,
  operation: CompiledOperation,
): ConsoleData {
  const parameters = callable.parameters
    .filter((one) => one.in !== "header" || !PROTOCOL_HEADERS.has(one.name.toLowerCase()))
    .map((one) => toParameter(one, operation));
  const media = (callable.requestBody?.media ?? []).map((one) => {
    const page = operation.requestBody?.media.find(({ mediaType }) => mediaType === one.mediaType);
    return toMedia(one, page);
  });
  const schemas = [
    ...parameters.map(({ schema }) => schema),
    ...media.flatMap(({ schema, itemSchema }) => [schema, itemSchema]),
  ].filter((schema) => schema !== undefined);
  const accepts = [
    ...new Set(callable.responses.flatMap((one) => one.media.map(({ mediaType }) => mediaType))),
  ];
  return {
    ...place,
    key: callable.key,
    method: callable.method.toUpperCase(),
    path: callable.path,
    title: operation.summary || `${callable.method.toUpperCase()} ${callable.path}`,
    sandboxPath: `/sandbox/${encodeURIComponent(place.api)}/${encodeURIComponent(place.version)}`,
    parameters,
    body: callable.requestBody ? { isRequired: callable.requestBody.isRequired, media } : null,
    accepts: accepts.sort((a, b) => Number(isJson(b)) - Number(isJson(a))),
    statuses: callable.responses.map(({ status }) => status).filter((status) => /^\d{3}$/.test(status)),
    security: callable.security,
    isSecurityUnstated: isSecurityUnstated(operation, callable.securitySchemes),
    schemes: callable.securitySchemes.filter(isNeededBy(callable.security)).map(toScheme),
    servers: callable.servers.map(toServer),
    $defs: reachable(schemas, callable.$defs),
  };
}

function toParameter(parameter: CallableParameter, operation: CompiledOperation): ConsoleParameter {
  const { content, ...rest } = parameter;
  const page = operation.parameters.find((one) => one.in === parameter.in && one.name === parameter.name);
  const schema = parameter.schema ?? content?.schema;
  const examples = content?.examples.length ? content.examples : (page?.examples ?? []).flatMap(toExample);
  return {
    ...rest,
    ...(schema !== undefined && { schema }),
    description: textOf(page?.descriptionHtml),
    isDeprecated: page?.isDeprecated ?? false,
    examples,
    ...(content && { contentType: content.mediaType, parts: partsByName(page?.content?.encoding) }),
  };
}

function toExample({ name, text, language, isCut }: ExampleText): ConsoleExample[] {
  if (isCut || text === "") return [];
  if (language !== "json") return [{ name, value: text }];
  try {
    return [{ name, value: JSON.parse(text) }];
  } catch {
    return []; // an example that is not what it says helps nobody
  }
}

function toMedia(media: CallableOperation["responses"][0]["media"][0], page?: CompiledMedia): ConsoleMedia {
  const shown = (page?.examples ?? []).filter(({ isCut, text }) => !isCut && text !== "");
  const whole = media.examples
    .filter(({ name }) => !shown.some((one) => one.name === name))
    .map(({ name, value }) => ({
      name,
      text: typeof value === "string" ? value : JSON.stringify(value, null, 2),
    }));
  return {
    mediaType: media.mediaType,
    ...(media.schema !== undefined && { schema: media.schema }),
    ...(media.itemSchema !== undefined && { itemSchema: media.itemSchema }),
    examples: [...shown.map(({ name, summary, text }) => ({ name: summary || name, text })), ...whole],
    parts: partsByName(page?.encoding),
    positions: (page?.prefixEncoding ?? []).map(toPart),
    ...(page?.itemEncoding && { rest: toPart(page.itemEncoding) }),
  };
}

function partsByName(encoding: CompiledEncoding[] = []): Record<string, ConsolePart> {
  return Object.fromEntries(encoding.map((one) => [one.name, toPart(one)]));
}

function toPart({ contentType, style, explode, allowReserved, headers }: CompiledEncoding): ConsolePart {
  return {
    // Several types may be allowed; the first is as good as any.
    ...(contentType && { contentType: contentType.split(",")[0]?.trim() ?? contentType }),
    ...(style !== undefined && { style }),
    ...(explode !== undefined && { explode }),
    ...(allowReserved !== undefined && { allowReserved }),
    headers: headers.map(toHeader),
  };
}

function toHeader({ name, isRequired, descriptionHtml, examples, schema }: CompiledHeader): ConsoleHeader {
  const value = examples?.[0]?.text ?? schema?.const ?? schema?.examples?.[0] ?? schema?.default ?? "";
  return {
    name,
    isRequired,
    description: textOf(descriptionHtml),
    example: value.replace(/^"([^"\\]*)"$/, "$1"),
  };
}

function isNeededBy(security: SecurityAlternative[]): (scheme: SecuritySchemeSummary) => boolean {
  const names = new Set(security.flatMap(({ schemes }) => schemes.map(({ name }) => name)));
  return ({ name }) => names.has(name);
}

function toScheme({ descriptionHtml, ...scheme }: SecuritySchemeSummary): ConsoleScheme {
  return { ...scheme, description: textOf(descriptionHtml) };
}

function toServer({ url, name, descriptionHtml, variables }: ServerSummary): ConsoleServer {
  return {
    url,
    name: name ?? textOf(descriptionHtml),
    variables: variables.map((one) => ({
      name: one.name,
      default: one.default,
      enum: one.enum,
      description: textOf(one.descriptionHtml),
    })),
  };
}

const ENTITIES: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', "#39": "'", "#x27": "'" };

/** The words of rendered Markdown. */
export function textOf(markup: string | undefined): string {
  return (markup ?? "")
    .replace(/<[^>]*>/g, " ")
    .replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? codePoint(name) ?? whole)
    .replace(/\s+/g, " ")
    .replace(/ ([.,;:)])/g, "$1")
    .trim();
}

function codePoint(name: string): string | undefined {
  const hex = /^#x([0-9a-f]{1,6})$/i.exec(name)?.[1];
  const code = hex ? Number.parseInt(hex, 16) : Number(/^#(\d{1,7})$/.exec(name)?.[1]);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
