import { serialiseParameter } from "#lib/serialise-parameter.ts";
import type { Json } from "#server/specs/schema.ts";
import {
  type BodyState,
  bodyFields,
  bodyKind,
  type CallForm,
  isSecret,
  parameterKey,
  parameterShape,
} from "./call-form.ts";
import {
  type ConsoleData,
  type ConsoleMedia,
  type ConsoleParameter,
  type ConsoleServer,
  isJson,
} from "./console-data.ts";
import { type CredentialParts, MASK } from "./credentials.ts";
import { type Reading, readDraft } from "./shape.ts";

/** A call as it goes over the wire. */
export interface CallRequest {
  method: string;
  /** Absolute. */
  url: string;
  headers: [string, string][];
  body: RequestBody;
}

export type RequestBody =
  | { kind: "none" }
  | { kind: "text"; text: string }
  | { kind: "file"; file: File }
  | { kind: "multipart"; parts: BodyPart[] };

export interface BodyPart {
  name: string;
  value: string | File;
  /** Left out for plain text. */
  contentType?: string;
}

interface Options {
  /** Of the portal; the sandbox stands on it. */
  origin: string;
  credential: CredentialParts;
  /** Hides what looks secret among the parameters. */
  isMasked?: boolean;
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** The request that a form stands for. */
export function buildRequest(data: ConsoleData, form: CallForm, options: Options): CallRequest {
  const parts = parameterParts(data, form, options.isMasked ?? false);
  const { credential } = options;
  const base = baseUrl(data, form, options.origin);
  const query = [parts.query, ...credential.query.map(pair)].filter(Boolean).join("&");
  const headers: [string, string][] = [...parts.headers, ...credential.headers];
  const cookies = [...parts.cookies, ...credential.cookies.map(([name, value]) => `${name}=${value}`)];
  if (cookies.length > 0) headers.push(["Cookie", cookies.join("; ")]);
  if (form.accept) headers.push(["Accept", form.accept]);
  if (form.prefer && form.environment.kind === "sandbox") headers.push(["Prefer", `code=${form.prefer}`]);
  const { body, contentType } = buildBody(data, form, options.isMasked ?? false);
  if (contentType) headers.push(["Content-Type", contentType]);
  const kept = headers.filter(([name]) => TOKEN.test(name));
  return {
    method: data.method,
    url: `${base}${parts.path}${query ? `?${query}` : ""}`,
    headers: kept.map(([name, value]) => [name, oneLine(value)]),
    body,
  };
}

function pair([name, value]: [string, string]): string {
  return `${encodeURIComponent(name)}=${value === MASK ? MASK : encodeURIComponent(value)}`;
}

/** A line break would begin a header of its own. */
function oneLine(value: string): string {
  return value.replace(/[\r\n\0]+/g, " ").trim();
}

function baseUrl(data: ConsoleData, { environment }: CallForm, origin: string): string {
  if (environment.kind === "sandbox") return origin + data.sandboxPath;
  const server = data.servers[environment.index];
  const url = server ? serverUrl(server, environment.variables) : "";
  // An address without a host counts from where the document is, which is here.
  const absolute = /^https?:\/\//i.test(url) ? url : new URL(url || "/", origin).href;
  return absolute.replace(/\/+$/, "");
}

/** The server's address with its variables filled in. */
export function serverUrl({ url, variables }: ConsoleServer, values: Record<string, string>): string {
  return url.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const known = variables.find((variable) => variable.name === name);
    return values[name] ?? known?.default ?? whole;
  });
}

interface ParameterParts {
  path: string;
  query: string;
  headers: [string, string][];
  cookies: string[];
}

function parameterParts(data: ConsoleData, form: CallForm, isMasked: boolean): ParameterParts {
  const parts: ParameterParts = { path: data.path, query: "", headers: [], cookies: [] };
  const query: string[] = [];
  for (const parameter of data.parameters) {
    const state = form.parameters[parameterKey(parameter)];
    if (!state?.isOn) continue;
    const isHidden = isMasked && isSecret(parameter.name, parameter.schema);
    const reading = readDraft(parameterShape(parameter, data), state.draft);
    const text = isHidden
      ? hidden(parameter.in, parameter.name)
      : serialiseParameter(parameter, writtenValue(parameter, reading));
    if (parameter.in === "path") parts.path = parts.path.replaceAll(`{${parameter.name}}`, () => text);
    else if (parameter.in === "header") parts.headers.push([parameter.name, text]);
    else if (parameter.in === "cookie") parts.cookies.push(text);
    else if (text) query.push(text);
  }
  return { ...parts, query: query.join("&") };
}

/** A text in JSON needs its quotes; what is not JSON goes as it was typed. */
function writtenValue({ contentType, in: place }: ConsoleParameter, { value, fault }: Reading): Json {
  const isWritten = contentType && isJson(contentType) && place !== "querystring" && !fault;
  return isWritten ? JSON.stringify(value) : value;
}

function hidden(place: string, name: string): string {
  return place === "query" || place === "cookie" ? `${encodeURIComponent(name)}=${MASK}` : MASK;
}

interface BuiltBody {
  body: RequestBody;
  contentType?: string;
}

const NO_BODY: BuiltBody = { body: { kind: "none" } };

function buildBody(data: ConsoleData, form: CallForm, isMasked: boolean): BuiltBody {
  const media = data.body?.media.find((one) => one.mediaType === form.mediaType);
  const state = media && form.bodies[media.mediaType];
  if (!media || !state) return NO_BODY;
  switch (bodyKind(media.mediaType, media)) {
    case "text":
      return {
        body: { kind: "text", text: state.text },
        contentType: concrete(media.mediaType, "application/json"),
      };
    case "file": {
      const file = state.files[""]?.[0];
      if (!file) return NO_BODY;
      return {
        body: { kind: "file", file },
        contentType: concrete(media.mediaType, file.type || "application/octet-stream"),
      };
    }
    case "urlencoded":
      return {
        body: { kind: "text", text: urlencoded(media, state, data, isMasked) },
        contentType: media.mediaType,
      };
    case "multipart":
      // Its content type names a boundary that is chosen when the body is written.
      return { body: { kind: "multipart", parts: multipart(media, state, data, isMasked) } };
  }
}

/** A range of types cannot be sent. */
function concrete(mediaType: string, instead: string): string {
  return mediaType.includes("*") ? instead : mediaType;
}

function urlencoded(media: ConsoleMedia, state: BodyState, data: ConsoleData, isMasked: boolean): string {
  const pairs = bodyFields(media, data).flatMap((field) => {
    const given = state.fields[field.name];
    if (!given?.isOn) return [];
    const { value } = readDraft(field.shape, given.draft);
    const values = Array.isArray(value) ? value : [value];
    return values.map((one): [string, string] => [
      field.name,
      isMasked && isSecret(field.name) ? MASK : plain(one),
    ]);
  });
  return new URLSearchParams(pairs).toString().replaceAll(encodeURIComponent(MASK), MASK);
}

function multipart(media: ConsoleMedia, state: BodyState, data: ConsoleData, isMasked: boolean): BodyPart[] {
  return bodyFields(media, data).flatMap((field): BodyPart[] => {
    const { name } = field;
    // Several types may be allowed; the first is as good as any.
    const contentType = media.partTypes[name]?.split(",")[0]?.trim();
    if (field.isFile) {
      const files = state.files[name] ?? [];
      return files.map((value) => ({ name, value, contentType: typeOf(value, contentType) }));
    }
    const given = state.fields[name];
    if (!given?.isOn) return [];
    const { value } = readDraft(field.shape, given.draft);
    if (isMasked && isSecret(name)) return [{ name, value: MASK }];
    const isList = Array.isArray(value) && !contentType;
    return (isList ? value : [value]).map((one) => {
      const type = contentType ?? (typeof one === "object" && one !== null ? "application/json" : undefined);
      return { name, value: plain(one), ...(type && { contentType: type }) };
    });
  });
}

function typeOf(file: File, stated: string | undefined): string {
  return stated && !stated.includes("*") ? stated : file.type || "application/octet-stream";
}

function plain(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** A multipart body to the letter, since FormData would make a file of every part that has a type. */
export function encodeMultipart(parts: BodyPart[], boundary: string): Blob {
  const pieces = parts.flatMap(({ name, value, contentType }): BlobPart[] => {
    const file = typeof value === "string" ? "" : `; filename="${quoted(value.name)}"`;
    const type = contentType ? `\r\nContent-Type: ${oneLine(contentType)}` : "";
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"${file}${type}\r\n\r\n`;
    return [head, value, "\r\n"];
  });
  return new Blob([...pieces, `--${boundary}--\r\n`]);
}

/** As HTML's forms write names. */
function quoted(name: string): string {
  return name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
