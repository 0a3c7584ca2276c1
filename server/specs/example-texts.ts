import { formText } from "#lib/serialise-form.ts";
import { serialiseParameter } from "#lib/serialise-parameter.ts";
import { sampleSchema } from "./sample-schema.ts";
import type { CallableParameter, CompiledParameter, ExampleText, Json, JsonSchema } from "./schema.ts";
import type { StoredExample } from "./stored.ts";

const MAX_TEXT = 8_000;
/** Once the examples of one body have so many characters, the others are shown by their beginnings. */
const MAX_TEXTS = 48_000;
const MAX_BEGINNING = 1_000;

interface Sampled {
  mediaType: string;
  schema?: JsonSchema | undefined;
  itemSchema?: JsonSchema | undefined;
  examples: StoredExample[];
}

/** Examples of a body ready to show; one made from the schema where the document gives none. */
export function exampleTexts(
  media: Sampled,
  $defs: Record<string, JsonSchema>,
  direction: "request" | "response",
): ExampleText[] {
  const language = languageOf(media.mediaType);
  const isStream = isSequential(media.mediaType);
  let spent = 0;
  const stated = media.examples.map((example) => {
    const source = isStream ? streamed(example, media.mediaType) : example;
    const shown = toText(source, language, false, spent < MAX_TEXTS ? MAX_TEXT : MAX_BEGINNING);
    spent += shown.text.length;
    return shown;
  });
  if (stated.length > 0) return stated;
  if (media.itemSchema !== undefined && media.schema === undefined) {
    const item = sampleSchema(media.itemSchema, $defs, { direction });
    const value = streamText([item ?? null, item ?? null], media.mediaType);
    return item === undefined ? [] : [toText({ name: "example", value }, language, true)];
  }
  if (media.schema === undefined || !(language === "json" || isForm(media.mediaType))) return stated;
  const value = sampleSchema(media.schema, $defs, { direction });
  return value === undefined ? [] : [toText({ name: "example", value }, "json", true)];
}

interface SampleSource extends Pick<CallableParameter, "schema" | "name"> {
  examples: StoredExample[];
}

/**
 * A value to put into samples, as text: the stated example, else one made from the schema; and the same as it stands
 * in a request where a reader could not guess it.
 */
export function parameterSample(
  parameter: CompiledParameter,
  source: SampleSource,
  $defs: Record<string, JsonSchema>,
): { sample: string; written?: string } {
  const stated = source.examples.find((example) => example.value !== undefined)?.value;
  const made = source.schema === undefined ? undefined : sampleSchema(source.schema, $defs);
  const value = stated ?? made ?? source.name;
  const sample = Array.isArray(value) ? value.map(plain).join(",") : plain(value);
  const written = source.examples[0]?.written ?? writtenForm(parameter, value);
  return {
    sample: sample.slice(0, 500),
    ...(written !== undefined && { written: written.slice(0, 500).toWellFormed() }),
  };
}

const PLAIN_STYLES = new Set(["simple", "form"]);

function writtenForm(parameter: CompiledParameter, value: Json): string | undefined {
  const { name, in: place, style, explode, allowReserved, content } = parameter;
  const isPlain = typeof value !== "object" && PLAIN_STYLES.has(style) && !allowReserved && !content;
  if (isPlain && place !== "querystring") return undefined;
  if (place === "querystring" && isForm(content?.mediaType ?? "") && isFields(value))
    return (
      formText(
        Object.entries(value),
        Object.fromEntries((content?.encoding ?? []).map((one) => [one.name, one])),
      ) || undefined
    );
  const isTabs = style === "tabDelimited"; // Swagger 2.0's tsv
  const shape = { name, in: place, explode, allowReserved, contentType: content?.mediaType };
  const text = serialiseParameter({ ...shape, style: isTabs ? "pipeDelimited" : style }, value);
  return (isTabs ? text.replaceAll("%7C", "%09") : text) || undefined;
}

/** Types whose values follow one another (3.2): their examples are lists of items. */
function isSequential(mediaType: string): boolean {
  return /(jsonl|ndjson|json-seq)\b|^text\/event-stream/i.test(mediaType);
}

function streamed(example: StoredExample, mediaType: string): StoredExample {
  return Array.isArray(example.value) ? { ...example, value: streamText(example.value, mediaType) } : example;
}

function streamText(items: Json[], mediaType: string): string {
  if (!/^text\/event-stream/i.test(mediaType)) return items.map((item) => JSON.stringify(item)).join("\n");
  return items.map(eventText).join("\n\n");
}

/** A server-sent event: 3.2 describes its fields as properties of the item. */
function eventText(item: Json): string {
  if (typeof item !== "object" || item === null || Array.isArray(item)) return `data: ${plain(item)}`;
  return Object.entries(item)
    .flatMap(([field, value]) =>
      plain(value)
        .split("\n")
        .map((line) => `${field}: ${line}`),
    )
    .join("\n");
}

function plain(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function toText(
  { value, ...about }: StoredExample,
  language: string,
  isGenerated: boolean,
  most = MAX_TEXT,
): ExampleText {
  const isText = typeof value === "string" && (language !== "json" || value.includes("\n"));
  const text = value === undefined ? "" : isText ? value : JSON.stringify(value, null, 2);
  const isCut = text.length > most;
  const end = isCut ? Math.max(text.lastIndexOf("\n", most), most / 2) : text.length;
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

function isFields(value: Json): value is { [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isForm(mediaType: string): boolean {
  return /^(application\/x-www-form-urlencoded|multipart\/)/i.test(mediaType);
}
