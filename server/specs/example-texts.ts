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

const MAX_SAMPLE = 500;

/** A value to put into samples: the stated example, else one made from the schema; cut where it is long. */
export function parameterSample(
  parameter: Pick<CallableParameter, "schema" | "name"> & { examples: StoredExample[] },
  $defs: Record<string, JsonSchema>,
): Json {
  const stated = parameter.examples.find((example) => example.value !== undefined)?.value;
  if (stated !== undefined) return bounded(stated);
  if (parameter.schema === undefined) return parameter.name;
  return bounded(sampleSchema(parameter.schema, $defs) ?? parameter.name);
}

function bounded(value: Json): Json {
  if (typeof value === "string") return value.slice(0, MAX_SAMPLE);
  if (typeof value !== "object" || value === null) return value;
  let room = MAX_SAMPLE;
  const fits = (item: unknown): boolean => {
    room -= JSON.stringify(item).length;
    return room >= 0;
  };
  return Array.isArray(value) ? value.filter(fits) : Object.fromEntries(Object.entries(value).filter(fits));
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
