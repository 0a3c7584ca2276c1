import type { CallDraft, FormField } from "#lib/sample-call.ts";
import type { CompiledMedia, CompiledOperation, CompiledParameter } from "#server/specs/schema.ts";

/** Stands where the reader's own credential goes. */
export const KEY_PLACEHOLDER = "YOUR_API_KEY";

const FEW_FIELDS = 4;

export interface OperationCall {
  draft: CallDraft;
  /** The body's example was too long to repeat; the sample sends an empty one. */
  isBodyShortened: boolean;
}

/** The smallest call of an operation that can succeed: what is required, with the example values of the document. */
export function operationCall(operation: CompiledOperation, baseUrl: string): OperationCall {
  const needed = operation.parameters.filter((parameter) => parameter.isRequired || parameter.in === "path");
  const of = (place: CompiledParameter["in"]) => needed.filter((parameter) => parameter.in === place);
  const query = of("query").map((parameter) => pair(parameter.name, parameter.sample));
  const wholeQuery = of("querystring").map((parameter) => parameter.sample);
  const search = [...query, ...wholeQuery].join("&");
  // The sandbox counts every call for an app, so it wants a key even where the document asks for none.
  const headers: Record<string, string> = { "X-API-Key": KEY_PLACEHOLDER };
  for (const parameter of of("header")) headers[parameter.name] = parameter.sample;
  const cookies = of("cookie").map((parameter) => pair(parameter.name, parameter.sample));
  if (cookies.length > 0) headers.Cookie = cookies.join("; ");
  const accepted = acceptedMedia(operation);
  if (accepted) headers.Accept = accepted;
  const url = `${baseUrl}${filledPath(operation.path, of("path"))}${search ? `?${search}` : ""}`;
  return withBody({ method: operation.method, url, headers }, operation);
}

function pair(name: string, value: string): string {
  return `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
}

function filledPath(path: string, parameters: CompiledParameter[]): string {
  const byName = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  return path.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const parameter = byName.get(name);
    const value = encodeURIComponent(parameter?.sample || name);
    if (parameter?.style === "label") return `.${value}`;
    if (parameter?.style === "matrix") return `;${encodeURIComponent(name)}=${value}`;
    return value;
  });
}

/** Only worth a line when JSON would not be the answer anyway. */
function acceptedMedia(operation: CompiledOperation): string | undefined {
  const success = operation.responses.find(({ status }) => /^2/.test(status)) ?? operation.responses[0];
  const media = success?.media ?? [];
  if (media.length === 0 || media.some(({ mediaType }) => isJson(mediaType))) return undefined;
  return media[0]?.mediaType;
}

function withBody(draft: CallDraft, operation: CompiledOperation): OperationCall {
  const media = preferredMedia(operation.requestBody?.media ?? []);
  if (!media) return { draft, isBodyShortened: false };
  const example = media.examples.find(({ isCut }) => !isCut);
  const headers = { ...draft.headers, "Content-Type": media.mediaType };
  if (/^multipart\/form-data/i.test(media.mediaType)) {
    return {
      draft: { ...draft, body: { encoding: "multipart", fields: formFields(media, example?.text) } },
      isBodyShortened: false,
    };
  }
  if (/^application\/x-www-form-urlencoded/i.test(media.mediaType)) {
    const fields = formFields(media, example?.text);
    return { draft: { ...draft, headers, body: { encoding: "urlencoded", fields } }, isBodyShortened: false };
  }
  const body = example?.text ?? (isJson(media.mediaType) ? "{}" : "");
  return { draft: { ...draft, headers, body }, isBodyShortened: !example && media.examples.length > 0 };
}

/** JSON where there is a choice; it is what most readers can read. */
export function preferredMedia(media: CompiledMedia[]): CompiledMedia | undefined {
  return media.find(({ mediaType }) => isJson(mediaType)) ?? media[0];
}

function isJson(mediaType: string): boolean {
  return /[/+]json\b/i.test(mediaType);
}

/** Fields that must be sent; the first few where the document requires none. */
function formFields(media: CompiledMedia, text: string | undefined): FormField[] {
  const values = fieldValues(text);
  const properties = media.schema?.properties ?? [];
  const required = properties.filter((property) => property.isRequired).map((property) => property.name);
  const names = required.length > 0 ? required : Object.keys(values).slice(0, FEW_FIELDS);
  return names.map((name) => {
    const schema = properties.find((property) => property.name === name)?.schema;
    const isFile = schema?.format === "binary";
    return { name, value: isFile ? `${name}.bin` : (values[name] ?? ""), isFile };
  });
}

function fieldValues(text: string | undefined): Record<string, string> {
  if (!text) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([name, item]) => [
          name,
          typeof item === "string" ? item : JSON.stringify(item),
        ]),
      );
    }
    return {};
  } catch {
    return Object.fromEntries(new URLSearchParams(text));
  }
}
