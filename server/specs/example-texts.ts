import { sampleSchema } from "./sample-schema.ts";
import type { CallableParameter, ExampleText, Json, JsonSchema } from "./schema.ts";
import type { StoredExample } from "./stored.ts";

const MAX_TEXT = 8_000;
const MAX_EXAMPLES = 6;

interface Sampled {
  mediaType: string;
  schema?: JsonSchema | undefined;
  examples: StoredExample[];
}

/** Examples of a body ready to show; one made from the schema where the document gives none. */
export function exampleTexts(
  media: Sampled,
  $defs: Record<string, JsonSchema>,
  direction: "request" | "response",
): ExampleText[] {
  const language = languageOf(media.mediaType);
  const stated = media.examples.slice(0, MAX_EXAMPLES).map((example) => toText(example, language, false));
  if (stated.length > 0 || media.schema === undefined || !(language === "json" || isForm(media.mediaType)))
    return stated;
  const value = sampleSchema(media.schema, $defs, { direction });
  return value === undefined ? [] : [toText({ name: "example", value }, "json", true)];
}

/** A value to put into samples: the stated example, else one made from the schema, as text. */
export function parameterSample(
  parameter: Pick<CallableParameter, "schema" | "name"> & { examples: StoredExample[] },
  $defs: Record<string, JsonSchema>,
): string {
  const stated = parameter.examples.find((example) => example.value !== undefined)?.value;
  const value =
    stated ??
    (parameter.schema === undefined
      ? parameter.name
      : (sampleSchema(parameter.schema, $defs) ?? parameter.name));
  if (Array.isArray(value)) return value.map(plain).join(",").slice(0, 500);
  return plain(value).slice(0, 500);
}

function plain(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function toText({ value, ...about }: StoredExample, language: string, isGenerated: boolean): ExampleText {
  const isText = typeof value === "string" && language !== "json";
  const text = value === undefined ? "" : isText ? value : JSON.stringify(value, null, 2);
  const isCut = text.length > MAX_TEXT;
  const end = isCut ? Math.max(text.lastIndexOf("\n", MAX_TEXT), MAX_TEXT / 2) : text.length;
  return {
    ...about,
    language: isText ? language : "json",
    text: text.slice(0, end).toWellFormed(),
    isCut,
    isGenerated,
  };
}

export function languageOf(mediaType: string): string {
  const type = mediaType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (/[/+]json$|jsonl$|ndjson$|json-seq$|^\*\/\*$|^application\/\*$/.test(type)) return "json";
  if (/[/+]xml$/.test(type)) return "xml";
  if (type === "text/html") return "html";
  if (/[/+-]yaml$/.test(type)) return "yaml";
  return "text";
}

function isForm(mediaType: string): boolean {
  return /^(application\/x-www-form-urlencoded|multipart\/)/i.test(mediaType);
}
