import { snippetz } from "@scalar/snippetz";
import { type CallDraft, type TameBody, type TameCall, tame } from "./call-draft.ts";
import { BASIC, markedBasic, withBasic } from "./sample-basic.ts";
import type { SampleClient } from "./sample-clients.ts";
import { ESCAPES, type Place } from "./sample-escapes.ts";
import { FRAMES } from "./sample-frames.ts";

type Plugin = NonNullable<ReturnType<ReturnType<typeof snippetz>["findPlugin"]>>;
type PostData = NonNullable<NonNullable<Parameters<Plugin["generate"]>[0]>["postData"]>;

const PLUGINS: Record<SampleClient, [target: string, client: string]> = {
  curl: ["shell", "curl"],
  httpie: ["shell", "httpie"],
  fetch: ["js", "fetch"],
  axios: ["js", "axios"],
  typescript: ["js", "fetch"],
  requests: ["python", "requests"],
  httpx: ["python", "httpx_sync"],
  go: ["go", "native"],
  java: ["java", "nethttp"],
  csharp: ["csharp", "httpclient"],
  php: ["php", "curl"],
  ruby: ["ruby", "native"],
  rust: ["rust", "reqwest"],
  swift: ["swift", "nsurlsession"],
  kotlin: ["kotlin", "okhttp"],
};

const { findPlugin } = snippetz();

/*
 * The library writes the code, but does not quote for every language. So it never sees a character that a language
 * could give a meaning: each is handed over as a mark, and put in as its escape once the code stands.
 */
const OPEN: Record<Place, string> = { header: "\ue000", json: "\ue002", form: "\ue003" };
const CLOSE = "\ue001";
const MARK = /([\ue000\ue002\ue003])([0-9a-f]+)\ue001/g;
const CARE = /[^A-Za-z0-9 _.,;:/@%+=?&~()<>[\]{}*!|^-]|:(?= (?:true|false|null))/gu;

/** Stands for a whole text; what the library puts around it goes with it. */
const TEXT = "\ue004text\ue001";
const QUOTED_TEXT = /b?(?:"""\n|["'`])\ue004text\ue001(?:\n"""|["'`])/;

/**
 * Source code that makes the call. Names and values may come from hostile documents: the code says them, whatever they
 * hold, and never does them. For servers only: the library is far too large for a page.
 */
export function sampleCall(draft: CallDraft, client: SampleClient): string {
  const call = tame(draft);
  const body = printable(call.body, client);
  const basic = call.isBasic ? markedBasic(client) : undefined;
  const code = pluginFor(client, body).generate(
    {
      method: call.method,
      url: call.url,
      headers: [
        ...(basic ? [basic] : []),
        ...call.headers.map(({ name, value }) => ({ name, value: marked(value, "header") })),
      ],
      ...(body.kind !== "none" && { postData: postData(body, call, client) }),
    },
    call.isBasic && !basic ? { auth: BASIC } : undefined,
  );
  const told = call.isBasic ? withBasic(code, client) : code;
  const framed = FRAMES[client]?.(told, { call, body, draft }) ?? told;
  const escapes = ESCAPES[client];
  const written = framed.split(QUOTED_TEXT).map((part) => unmarked(part, client));
  return written.join(body.kind === "text" ? escapes.literal(body.text) : "");
}

/** PHP has no multipart forms of its own but with files, so there its best-known library is used. */
function pluginFor(client: SampleClient, body: TameBody): Plugin {
  const [target, name] = client === "php" && body.kind === "multipart" ? ["php", "guzzle"] : PLUGINS[client];
  const plugin = findPlugin(target, name);
  if (!plugin) throw new Error(`The sample library no longer knows ${target}/${name}.`);
  return plugin;
}

function marked(text: string, place: Place): string {
  return text.replace(CARE, (char) => `${OPEN[place]}${(char.codePointAt(0) ?? 0).toString(16)}${CLOSE}`);
}

function unmarked(code: string, client: SampleClient): string {
  return code.replace(MARK, (_, open: string, hex: string) => {
    const place = open === OPEN.header ? "header" : open === OPEN.json ? "json" : "form";
    return ESCAPES[client][place](String.fromCodePoint(Number.parseInt(hex, 16)));
  });
}

/** JSON as data of the language where its writer says it faithfully, otherwise as text. */
function printable(body: TameBody, client: SampleClient): TameBody {
  if (body.kind !== "json" || isFaithful(body.value, client)) return body;
  return { kind: "text", text: JSON.stringify(body.value, null, 2) };
}

function isFaithful(value: unknown, client: SampleClient): boolean {
  switch (client) {
    case "rust":
      return false; // the json! macro overflows on large numbers and long objects
    case "fetch":
    case "axios":
    case "typescript":
      return isCollection(value) && everyObject(value, (names) => !names.includes("__proto__"));
    case "requests":
    case "httpx":
      return isCollection(value);
    case "php": // an array is a list or an object by its keys, so an empty or numbered object would become a list
      return isCollection(value) && everyObject(value, (names) => names.length > 0 && !names.some(isNumber));
    default:
      return true;
  }
}

function isCollection(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

const isNumber = (name: string) => /^-?\d+$/.test(name);

function everyObject(value: unknown, holds: (names: string[]) => boolean): boolean {
  if (!isCollection(value)) return true;
  if (!Array.isArray(value) && !holds(Object.keys(value))) return false;
  return Object.values(value).every((item) => everyObject(item, holds));
}

function markedJson(value: unknown): unknown {
  if (typeof value === "string") return marked(value, "json");
  if (Array.isArray(value)) return value.map(markedJson);
  if (!isCollection(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [marked(name, "json"), markedJson(item)]),
  );
}

function postData(body: Exclude<TameBody, { kind: "none" }>, call: TameCall, client: SampleClient): PostData {
  switch (body.kind) {
    case "json":
      return {
        // Most printers know JSON by this very name; the header carries the right one.
        mimeType: client === "kotlin" ? call.mediaType : "application/json",
        text: JSON.stringify(markedJson(body.value), null, 2),
      };
    case "text":
      return { mimeType: textType(call.mediaType, client), text: TEXT };
    case "form":
      return { mimeType: "application/x-www-form-urlencoded", params: body.fields };
    case "multipart":
      return {
        mimeType: "multipart/form-data",
        params: body.fields.map(({ name, value, isFile }) => ({
          name: marked(name, "form"),
          ...(isFile ? { fileName: value } : { value: marked(value, "form") }),
          // Python sends fields of a multipart form as such only beside a file or with a type.
          ...(isPython(client) && !isFile && { contentType: "text/plain" }),
        })),
      };
  }
}

function isPython(client: SampleClient): boolean {
  return client === "requests" || client === "httpx";
}

/** A type under which the printer writes the text as it is. */
function textType(mediaType: string, client: SampleClient): string {
  if (isPython(client)) return "application/octet-stream";
  const isAsked = client === "csharp" || client === "kotlin";
  return isAsked && mediaType && !/json|octet-stream|form/i.test(mediaType) ? mediaType : "text/plain";
}
