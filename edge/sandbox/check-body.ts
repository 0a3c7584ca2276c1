import type { CallableMedia, CallableOperation } from "#server/specs/schema.ts";
import type { Checker } from "./checker.ts";
import { readForm } from "./deserialise.ts";
import type { Fault } from "./fault.ts";
import { bareType, coverage, isJsonType } from "./media-types.ts";
import { splitPairs } from "./query-text.ts";
import { readMultipart } from "./read-multipart.ts";
import { kindsOf, propertiesOf } from "./schema-kinds.ts";

export type BodyVerdict = { kind: "checked"; faults: Fault[] } | { kind: "unsupported"; declared: string[] };

const MAX_JSON_DEPTH = 100;

/** Judges a body against the operation: its presence, its media type, then its content as far as the type is understood. */
export function checkBody(
  operation: CallableOperation,
  checker: Checker,
  body: Buffer,
  contentType: string | undefined,
): BodyVerdict {
  const declared = operation.requestBody;
  if (!declared) return { kind: "checked", faults: [] };
  if (body.length === 0) {
    const message = `This operation needs a request body (${declared.media.map(({ mediaType }) => mediaType).join(", ")}).`;
    return { kind: "checked", faults: declared.isRequired ? [{ in: "body", pointer: "#", message }] : [] };
  }
  const media = pickMedia(declared.media, contentType);
  if (!media) return { kind: "unsupported", declared: declared.media.map(({ mediaType }) => mediaType) };
  return {
    kind: "checked",
    faults: checkContent(operation, checker, media, body, contentType ?? media.mediaType),
  };
}

function pickMedia(media: CallableMedia[], contentType: string | undefined): CallableMedia | undefined {
  if (media.length === 0) return { mediaType: "*/*", examples: [] };
  if (contentType === undefined) return media[0];
  const sent = bareType(contentType);
  const ranked = media
    .map((one) => ({ one, rank: coverage(one.mediaType, sent) }))
    .sort((a, b) => b.rank - a.rank);
  return ranked[0] && ranked[0].rank > 0 ? ranked[0].one : undefined;
}

function checkContent(
  operation: CallableOperation,
  checker: Checker,
  media: CallableMedia,
  body: Buffer,
  contentType: string,
): Fault[] {
  const sent = bareType(contentType);
  const { $defs } = operation;
  if (isJsonType(sent)) {
    const parsed = parseJson(body);
    return "fault" in parsed
      ? [parsed.fault]
      : inBody(checker.judge(media.schema, parsed.value, "request").faults);
  }
  if (sent === "application/x-www-form-urlencoded") {
    const value = readForm(splitPairs(body.toString("utf8")), media.schema, $defs, media.encoding);
    return inBody(checker.judge(media.schema, value, "request", true).faults);
  }
  if (sent === "multipart/form-data") {
    const parts = readMultipart(body, contentType);
    if (!parts)
      return [
        {
          in: "body",
          pointer: "#",
          message: "This is not a multipart body: its boundary or its end is missing.",
        },
      ];
    const fields = gather(parts, media, $defs);
    return "fault" in fields
      ? [fields.fault]
      : inBody(checker.judge(media.schema, fields.value, "request", true).faults);
  }
  return [];
}

type Parsed<T> = { value: T } | { fault: Fault };

export function parseJson(body: Buffer): Parsed<unknown> {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return { fault: { in: "body", pointer: "#", message: "The body is not valid UTF-8." } };
  }
  if (depthOf(text) > MAX_JSON_DEPTH) {
    return {
      fault: {
        in: "body",
        pointer: "#",
        message: `The body is nested more than ${MAX_JSON_DEPTH} levels deep.`,
      },
    };
  }
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    // The engine's message quotes the input, which must not travel into logs and usage: only the place is kept.
    const place =
      error instanceof Error
        ? (/line \d+ column \d+/.exec(error.message)?.[0] ?? /position \d+/.exec(error.message)?.[0])
        : undefined;
    return {
      fault: {
        in: "body",
        pointer: "#",
        message: `The body is not valid JSON${place ? ` at ${place}` : ""}.`,
      },
    };
  }
}

/** An upper bound of the nesting, without parsing. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isQuoted) {
      if (code === 92) i++;
      else if (code === 34) isQuoted = false;
    } else if (code === 34) isQuoted = true;
    else if (code === 123 || code === 91) deepest = Math.max(deepest, ++depth);
    else if (code === 125 || code === 93) depth--;
  }
  return deepest;
}

function gather(
  parts: NonNullable<ReturnType<typeof readMultipart>>,
  { schema, encoding = {} }: CallableMedia,
  $defs: CallableOperation["$defs"],
): Parsed<Record<string, unknown>> {
  const properties = propertiesOf(schema, $defs);
  const isStyled = (name: string) =>
    encoding[name]?.style !== undefined || encoding[name]?.explode !== undefined;
  const plain = parts.filter(({ name }) => !isStyled(name.replace(/\[.*$/s, "")));
  const fields = new Map<string, unknown[]>();
  for (const part of plain) {
    const kinds = kindsOf(properties.get(part.name), $defs);
    const isJson =
      isJsonType(part.mediaType) || (part.fileName === null && kinds.has("object") && !kinds.has("string"));
    let value: unknown =
      part.fileName !== null && !isJson ? part.body.toString("latin1") : part.body.toString("utf8");
    if (isJson) {
      const parsed = parseJson(part.body);
      if ("fault" in parsed)
        return {
          fault: {
            ...parsed.fault,
            pointer: `#/${part.name}`,
            message: `The part "${part.name}" is not valid JSON.`,
          },
        };
      value = parsed.value;
    }
    fields.set(part.name, [...(fields.get(part.name) ?? []), value]);
  }
  const entries = [...fields].map(([name, values]): [string, unknown] => {
    const kinds = kindsOf(properties.get(name), $defs);
    return [
      name,
      kinds.has("array") && !(values.length === 1 && Array.isArray(values[0])) ? values : values[0],
    ];
  });
  const styled = parts
    .filter((part) => !plain.includes(part))
    .map(({ name, body }): [string, string] => [name, encodeURIComponent(body.toString("utf8"))]);
  return { value: { ...Object.fromEntries(entries), ...readForm(styled, schema, $defs, encoding) } };
}

function inBody(faults: { pointer: string; message: string }[] | null): Fault[] {
  return (faults ?? []).map((fault) => ({ in: "body", ...fault }));
}
