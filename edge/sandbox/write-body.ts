import { LRUCache } from "lru-cache";
import { sampleSchema } from "#server/specs/index.ts";
import type { CallableMedia, CallableOperation, Json, JsonSchema } from "#server/specs/schema.ts";
import type { Checker } from "./checker.ts";
import { concrete } from "./choose-response.ts";
import { isJsonType, isXmlType } from "./media-types.ts";
import { toXml } from "./to-xml.ts";

/** From what shows the most to what is the least likely to be wrong. */
const ATTEMPTS = [
  {},
  { useExamples: false },
  { useExamples: false, branch: 1 },
  { useExamples: false, branch: 2 },
  { useExamples: false, hasOptional: false },
  { useExamples: false, hasOptional: false, branch: 1 },
  { useExamples: false, hasOptional: false, branch: 2 },
];

const made = new LRUCache<string, { value: Json }>({
  max: 2_000,
  maxSize: 64 * 1024 * 1024,
  sizeCalculation: ({ value }) => (JSON.stringify(value) ?? "").length + 100,
});

/** A value that fits the schema: the first attempt the schema's own validator accepts, else the first there is. Remembered. */
export function makeExample(
  operation: CallableOperation,
  checker: Checker,
  schema: JsonSchema | undefined,
  place: string,
): Json {
  const key = `${operation.documentId} ${operation.key} ${place}`;
  const known = made.get(key);
  if (known) return known.value;
  let fallback: Json | undefined;
  let value: Json | undefined;
  for (const attempt of ATTEMPTS) {
    const candidate = sampleSchema(schema ?? true, operation.$defs, { direction: "response", ...attempt });
    if (candidate === undefined) continue;
    fallback ??= candidate;
    const { faults } = checker.judge(schema, candidate, "response");
    if (faults !== null && faults.length > 0) continue;
    value = candidate;
    break;
  }
  const result = value ?? fallback ?? null;
  made.set(key, { value: result });
  return result;
}

/** The value as bytes of the media type. */
export function writeBody(
  media: CallableMedia,
  value: Json,
  $defs: Record<string, JsonSchema>,
): { contentType: string; body: Buffer } {
  const type = concrete(media.mediaType);
  if (isJsonType(type)) return { contentType: type, body: Buffer.from(JSON.stringify(value, null, 2)) };
  if (isXmlType(type)) {
    const text =
      typeof value === "string" && value.trimStart().startsWith("<")
        ? value
        : toXml(value, media.schema, $defs);
    return { contentType: `${type}; charset=utf-8`, body: Buffer.from(text) };
  }
  if (
    type === "application/x-www-form-urlencoded" &&
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value)
  ) {
    const fields = Object.entries(value).map(([name, one]): [string, string] => [
      name,
      typeof one === "string" ? one : JSON.stringify(one),
    ]);
    return { contentType: type, body: Buffer.from(new URLSearchParams(fields).toString()) };
  }
  if (/ndjson|jsonl|json-seq|jsonlines/.test(type))
    return { contentType: type, body: Buffer.from(`${JSON.stringify(value)}\n`) };
  if (type === "text/event-stream")
    return { contentType: type, body: Buffer.from(`data: ${JSON.stringify(value)}\n\n`) };
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return { contentType: type.startsWith("text/") ? `${type}; charset=utf-8` : type, body: Buffer.from(text) };
}
