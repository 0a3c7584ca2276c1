import { methodWord } from "./method.ts";

/** Stands where the reader's own credential goes. */
export const KEY_PLACEHOLDER = "YOUR_API_KEY";

/** The same for an access token of a live server, which no key stands for. */
export const TOKEN_PLACEHOLDER = "YOUR_ACCESS_TOKEN";

/** A call to show as source code. The body is the text sent, or fields of a form. */
export interface CallDraft {
  method: string;
  url: string;
  headers?: Record<string, string>;
  body?: string | FormFields;
  /** Sent with a user name and a password, both placeholders. */
  isBasic?: boolean;
  /** TypeScript that declares `Answer`, the type of the JSON that comes back. */
  answerType?: string;
}

export interface FormFields {
  encoding: "urlencoded" | "multipart";
  fields: FormField[];
}

export interface FormField {
  name: string;
  value: string;
  /** The value is a file name whose content is sent. Multipart only. */
  isFile?: boolean;
}

/** A call that is safe to print: nothing in its method, address and header names needs quoting in any language. */
export interface TameCall {
  method: string;
  url: string;
  /** Names once each; values are printable ASCII. */
  headers: { name: string; value: string }[];
  isBasic: boolean;
  /** Without parameters such as the charset; "" when nothing is said. */
  mediaType: string;
  body: TameBody;
}

export type TameBody =
  | { kind: "none" }
  | { kind: "json"; value: unknown }
  | { kind: "text"; text: string }
  | { kind: "form"; fields: FormField[] }
  | { kind: "multipart"; fields: FormField[] };

const METHOD = /^[A-Za-z][A-Za-z0-9_-]{0,30}$/;
const HEADER_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;
const MEDIA_TYPE = /^[\w.+-]+\/[\w.+-]+$/;

/** What no quoting makes safe (a header name with a space, a line break in a value) is left out or encoded. */
export function tame(draft: CallDraft): TameCall {
  const headers = tameHeaders(draft.headers ?? {});
  const contentType = headers.find(({ name }) => name.toLowerCase() === "content-type")?.value ?? "";
  const stated = contentType.split(";")[0]?.trim() ?? "";
  const body = tameBody(draft.body, stated);
  return {
    method: METHOD.test(draft.method) ? methodWord(draft.method) : "GET",
    url: tameUrl(draft.url),
    // The client writes this header itself, with the boundary that only it knows.
    headers:
      body.kind === "multipart"
        ? headers.filter(({ name }) => name.toLowerCase() !== "content-type")
        : headers,
    isBasic: draft.isBasic ?? false,
    mediaType: MEDIA_TYPE.test(stated) ? stated : "",
    body,
  };
}

function tameHeaders(given: Record<string, string>): TameCall["headers"] {
  const headers = new Map<string, { name: string; value: string }>();
  for (const [name, value] of Object.entries(given)) {
    const key = name.toLowerCase();
    const sent = headerValue(value);
    if (HEADER_NAME.test(name) && sent && !(key in {}) && !headers.has(key))
      headers.set(key, { name, value: sent });
  }
  return [...headers.values()];
}

function headerValue(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\x20-\x7e]+/g, (run) => (/^[\p{C}\p{Z}]+$/u.test(run) ? " " : encodeURIComponent(run)))
    .trim();
}

/** Percent-encodes all that a shell or a string literal gives a meaning; to the server it is the same address. */
function tameUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || !/^[\w.:[\]-]+$/.test(url.host))
    return "https://address.invalid/";
  const rest = `${url.pathname}${url.search}`.replace(
    /[^A-Za-z0-9\-._~:/?@&=+,;%!*()]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
  return `${url.protocol}//${url.host}${rest}`;
}

function tameBody(body: CallDraft["body"], mediaType: string): TameBody {
  if (body === undefined) return { kind: "none" };
  if (typeof body === "string") {
    const json = /[/+]json$/i.test(mediaType) ? parsed(body) : undefined;
    return json ? { kind: "json", value: json.value } : { kind: "text", text: shown(body) };
  }
  const fields = body.fields.map((field) => ({ ...field, value: shown(field.value) }));
  if (body.encoding === "multipart") return { kind: "multipart", fields: fields.flatMap(tameField) };
  // Clients keep such fields in dictionaries: names that come twice, or that need care, are encoded here instead.
  const names = new Set(fields.map(({ name }) => name));
  const isPlain =
    names.size === fields.length &&
    fields.every(({ name, value }) => PLAIN_NAME.test(name) && PLAIN.test(value));
  if (isPlain && fields.length > 0 && ![...names].some((name) => name in {})) return { kind: "form", fields };
  const text = new URLSearchParams(fields.map(({ name, value }) => [name, value])).toString();
  return { kind: "text", text };
}

const PLAIN_NAME = /^[A-Za-z0-9_.-]+$/;
const PLAIN = /^[A-Za-z0-9 _.,;:/@+=?~()*!-]*$/;

function tameField({ name, value, isFile }: FormField): FormField[] {
  const safe = name.replace(/[^\p{L}\p{N}_.\-[\]]+/gu, "_");
  if (safe === "" || safe in {}) return [];
  if (!isFile) return [{ name: safe, value }];
  return [{ name: safe, value: value.replace(/[^\w.-]+/g, "_").replace(/^[.-]+/, "") || "file", isFile }];
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Without what would end an argument (NUL) or show code in another order than it runs (bidirectional controls). */
function shown(text: string): string {
  return text.toWellFormed().replace(/\0|[\u202a-\u202e\u2066-\u2069]/g, "");
}
