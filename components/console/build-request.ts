import { serverBase } from "#lib/call-server.ts";
import { isJson } from "#lib/media-type.ts";
import { formText } from "#lib/serialise-form.ts";
import { serialiseParameter } from "#lib/serialise-parameter.ts";
import type { Json } from "#server/specs/schema.ts";
import { bodyKind } from "./body-kind.ts";
import {
  type BodyState,
  type CallForm,
  isForm,
  isSecret,
  isSecretHeader,
  isSecretParameter,
  parameterKey,
  parameterShape,
} from "./call-form.ts";
import type { ConsoleData, ConsoleMedia, ConsoleParameter } from "./console-data.ts";
import { type CredentialParts, MASK } from "./credentials.ts";
import { bodyFields } from "./form-fields.ts";
import { scrubbed, withoutSecrets } from "./history.ts";
import { type BodyPart, multipartOf, oneLine } from "./multipart.ts";
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
  | { kind: "multipart"; mediaType: string; parts: BodyPart[] };

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
  const extra = extraHeaders(form, body.kind === "multipart", options.isMasked ?? false);
  const kept = withExtra(headers, extra).filter(([name]) => TOKEN.test(name));
  return {
    method: data.method,
    url: `${base}${parts.path}${query ? `?${query}` : ""}`,
    headers: kept.map(([name, value]) => [name, oneLine(value)]),
    body,
  };
}

/** Their boundary is multipart bodies' own to name. */
function extraHeaders({ headers }: CallForm, isMultipart: boolean, isMasked: boolean): [string, string][] {
  return headers
    .map(({ name, value }): [string, string] => [name.trim(), value])
    .filter(([name, value]) => name && value && !(isMultipart && /^content-type$/i.test(name)))
    .map(([name, value]) => [name, isMasked && isSecretHeader(name) ? MASK : value]);
}

/** What a person adds by hand stands in the place of what would be sent under that name. */
function withExtra(headers: [string, string][], extra: [string, string][]): [string, string][] {
  const names = new Set(extra.map(([name]) => name.toLowerCase()));
  return [...headers.filter(([name]) => !names.has(name.toLowerCase())), ...extra];
}

function pair([name, value]: [string, string]): string {
  return `${encodeURIComponent(name)}=${value === MASK ? MASK : encodeURIComponent(value)}`;
}

function baseUrl(data: ConsoleData, { environment }: CallForm, origin: string): string {
  if (environment.kind === "sandbox") return origin + data.sandboxPath;
  const { index, variables } = environment;
  return serverBase({ index, variables }, data.servers, origin) ?? origin;
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
    const isHidden = isMasked && isSecretParameter(parameter);
    const reading = readDraft(parameterShape(parameter, data), state.draft);
    const text = isHidden ? hidden(parameter.in, parameter.name) : writtenText(parameter, reading);
    if (parameter.in === "path") parts.path = parts.path.replaceAll(`{${parameter.name}}`, () => text);
    else if (parameter.in === "header") parts.headers.push([parameter.name, text]);
    else if (parameter.in === "cookie") parts.cookies.push(text);
    else if (text) query.push(text);
  }
  return { ...parts, query: query.join("&") };
}

function writtenText(parameter: ConsoleParameter, reading: Reading): string {
  const { value } = reading;
  if (isForm(parameter) && parameter.in === "querystring" && typeof value === "object" && value !== null)
    return formText(Object.entries(value), parameter.parts);
  return serialiseParameter(parameter, writtenValue(parameter, reading));
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
        body: { kind: "text", text: isMasked ? withoutSecrets(state.text, MASK) : state.text },
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
    case "urlencoded": {
      const text = urlencoded(media, state, data, isMasked);
      if (text === "" && !data.body?.isRequired) return NO_BODY;
      return { body: { kind: "text", text }, contentType: media.mediaType };
    }
    case "multipart":
      // Its content type names a boundary that is chosen when the body is written.
      return {
        body: {
          kind: "multipart",
          mediaType: concrete(media.mediaType, "multipart/form-data"),
          parts: multipartOf(media, state, data, isMasked),
        },
      };
  }
}

/** A range of types cannot be sent. */
function concrete(mediaType: string, instead: string): string {
  return mediaType.includes("*") ? instead : mediaType;
}

function urlencoded(media: ConsoleMedia, state: BodyState, data: ConsoleData, isMasked: boolean): string {
  const fields = bodyFields(media, data).flatMap((field): [string, Json][] => {
    const given = state.fields[field.name];
    if (!given?.isOn) return [];
    if (isMasked && isSecret(field.name)) return [[field.name, MASK]];
    const { value } = readDraft(field.shape, given.draft);
    return [[field.name, isMasked ? scrubbed(value, MASK) : value]];
  });
  return formText(fields, media.parts).replaceAll(encodeURIComponent(MASK), MASK);
}
