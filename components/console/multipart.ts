import { formPairs, hasStyle, plainText, valuesOf } from "#lib/serialise-form.ts";
import { type BodyState, isSecret } from "./call-form.ts";
import type { ConsoleData, ConsoleMedia } from "./console-data.ts";
import { MASK } from "./credentials.ts";
import { type BodyField, bodyFields } from "./form-fields.ts";
import { scrubbed } from "./history.ts";
import { readDraft } from "./shape.ts";

export interface BodyPart {
  /** Left out where parts are told apart by their order. */
  name?: string;
  value: string | File;
  /** Left out for plain text. */
  contentType?: string;
  headers?: [string, string][];
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** The parts that the fields of a form stand for. */
export function multipartOf(
  media: ConsoleMedia,
  state: BodyState,
  data: ConsoleData,
  isMasked: boolean,
): BodyPart[] {
  return bodyFields(media, data).flatMap((field): BodyPart[] => {
    const about = { ...(field.isNamed && { name: field.name }), ...headersOf(field, state) };
    const { contentType } = field.part ?? {};
    if (field.isFile) {
      const files = state.files[field.name] ?? [];
      return files.map((value) => ({ ...about, value, contentType: typeOf(value, contentType) }));
    }
    const given = state.fields[field.name];
    if (!given?.isOn) return [];
    if (isMasked && isSecret(field.name)) return [{ ...about, value: MASK }];
    const read = readDraft(field.shape, given.draft);
    const value = isMasked ? scrubbed(read.value, MASK) : read.value;
    if (field.isNamed && field.part && hasStyle(field.part))
      return formPairs([[field.name, value]], { [field.name]: field.part }).map(([name, text]) => ({
        ...about,
        name,
        value: text,
      }));
    const isList = field.isNamed || field.name === "*";
    return (isList ? valuesOf(value, field.isNamed ? (field.part ?? {}) : {}) : [value]).map((one) => {
      const type = contentType ?? (typeof one === "object" && one !== null ? "application/json" : undefined);
      const text = contentType?.includes("json") && !field.isNamed ? JSON.stringify(one) : plainText(one);
      return { ...about, value: text, ...(type && { contentType: type }) };
    });
  });
}

function headersOf({ name, part }: BodyField, state: BodyState): Pick<BodyPart, "headers"> {
  const headers = (part?.headers ?? []).flatMap((header): [string, string][] => {
    const value = oneLine(state.headers[name]?.[header.name] ?? "");
    return value && TOKEN.test(header.name) ? [[header.name, value]] : [];
  });
  return headers.length > 0 ? { headers } : {};
}

function typeOf(file: File, stated: string | undefined): string {
  return stated && !stated.includes("*") ? stated : file.type || "application/octet-stream";
}

/** A multipart body to the letter, since FormData would make a file of every part that has a type. */
export function encodeMultipart(parts: BodyPart[], boundary: string): Blob {
  const pieces = parts.flatMap((part): BlobPart[] => {
    const lines = [
      disposition(part),
      part.contentType && `Content-Type: ${oneLine(part.contentType)}`,
      ...(part.headers ?? []).map(([name, value]) => `${name}: ${oneLine(value)}`),
    ].filter(Boolean);
    return [`--${boundary}\r\n${lines.map((line) => `${line}\r\n`).join("")}\r\n`, part.value, "\r\n"];
  });
  return new Blob([...pieces, `--${boundary}--\r\n`]);
}

function disposition({ name, value }: BodyPart): string {
  const file = typeof value === "string" ? "" : `; filename="${quoted(value.name)}"`;
  if (name !== undefined) return `Content-Disposition: form-data; name="${quoted(name)}"${file}`;
  return file && `Content-Disposition: attachment${file}`;
}

/** A line break would begin a header of its own. */
export function oneLine(value: string): string {
  return value.replace(/[\r\n\0]+/g, " ").trim();
}

/** As HTML's forms write names. */
function quoted(name: string): string {
  return name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
