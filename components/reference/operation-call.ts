import { type CallDraft, type FormField, KEY_PLACEHOLDER, TOKEN_PLACEHOLDER } from "#lib/call-draft.ts";
import { isBinary } from "#lib/is-binary.ts";
import { isJson } from "#lib/media-type.ts";
import { isBodiless, methodWord } from "#lib/method.ts";
import { formPairs } from "#lib/serialise-form.ts";
import { serialiseParameter } from "#lib/serialise-parameter.ts";
import type {
  CompiledMedia,
  CompiledOperation,
  CompiledParameter,
  SchemaNode,
  SecuritySchemeSummary,
} from "#server/specs/schema.ts";
import { answerType } from "./answer-type.ts";
import { isSecurityUnstated } from "./unstated-security.ts";

const FEW_FIELDS = 4;

export interface OperationCall {
  draft: CallDraft;
  /** The body's example was too long to repeat; the sample sends an empty one. */
  isBodyShortened: boolean;
  /** What live servers want beyond what the sandbox takes. */
  needs?: LiveNeeds;
  /** It calls one of the document's own servers. */
  isLive?: true;
}

export interface LiveNeeds {
  isBasic?: true;
  /** Nothing at all: the key is the sandbox's wish alone. */
  isOpen?: true;
  /** The document says nothing of credentials, which does not mean that there are none. */
  isUnnamed?: true;
  /** A certificate of the client's own. */
  hasCertificate?: true;
  /** An access token, and where a client gets one for itself. */
  token?: { tokenUrl?: string; scopes: string[] };
}

interface Options {
  baseUrl: string;
  /** How the API takes credentials; left out, the call carries none. */
  schemes?: readonly SecuritySchemeSummary[];
  /** Parameters to send although they need not be. */
  also?: readonly CompiledParameter[];
  /** `baseUrl` is a server of the document and not the sandbox, which takes our keys everywhere. */
  isLive?: boolean;
}

/** The smallest call of an operation that can succeed: what is required, with the example values of the document. */
export function operationCall(operation: CompiledOperation, options: Options): OperationCall {
  const { baseUrl, schemes, also = [], isLive = false } = options;
  const credential = schemes ? credentialParts(operation, schemes, isLive) : NO_CREDENTIAL;
  const names = new Set(
    [...credential.query, ...Object.keys(credential.headers)].map((name) => name.toLowerCase()),
  );
  const wanted = operation.parameters.filter(
    (parameter) =>
      parameter.in === "path" ||
      ((parameter.isRequired || also.includes(parameter)) && !names.has(parameter.name.toLowerCase())),
  );
  const written = (place: CompiledParameter["in"]) =>
    wanted
      .filter((parameter) => parameter.in === place)
      .map((parameter) => [parameter, write(parameter)] as const);
  const search = [
    ...[...written("query"), ...written("querystring")].map(([, text]) => text),
    ...credential.query.map((name) => `${encodeURIComponent(name)}=${KEY_PLACEHOLDER}`),
  ].filter(Boolean);
  const headers: Record<string, string> = { ...credential.headers };
  for (const [{ name }, text] of written("header")) headers[name] = text;
  const cookies = [
    ...written("cookie").map(([{ style }, text]) => (style === "cookie" ? text : text.replaceAll("&", "; "))),
    ...credential.cookies.map((name) => `${encodeURIComponent(name)}=${KEY_PLACEHOLDER}`),
  ].filter(Boolean);
  if (cookies.length > 0) headers.Cookie = cookies.join("; ");
  const accepted = acceptedMedia(operation);
  if (accepted) headers.Accept = accepted;
  const path = filledPath(operation.path, written("path"));
  const type = answerType(operation);
  const needs = schemes && liveNeeds(operation, schemes);
  const call = withBody(
    {
      method: methodWord(operation.method),
      url: `${baseUrl}${path}${search.length > 0 ? `?${search.join("&")}` : ""}`,
      headers,
      ...(credential.isBasic && { isBasic: true }),
      ...(type && { answerType: type }),
    },
    operation,
  );
  return { ...call, ...(needs && { needs }), ...(isLive && { isLive }) };
}

/** As the compiler has written it, or the plain value in its style. */
function write(parameter: CompiledParameter): string {
  if (parameter.written !== undefined) return parameter.written;
  return serialiseParameter({ ...parameter, contentType: parameter.content?.mediaType }, parameter.sample);
}

function filledPath(path: string, written: (readonly [CompiledParameter, string])[]): string {
  const byName = new Map(written.map(([{ name }, text]) => [name, text]));
  return path.replace(/\{([^{}]+)\}/g, (_, name: string) => byName.get(name) || encodeURIComponent(name));
}

interface CredentialParts {
  headers: Record<string, string>;
  query: string[];
  cookies: string[];
  isBasic: boolean;
}

const NO_CREDENTIAL: CredentialParts = { headers: {}, query: [], cookies: [], isBasic: false };

/** The placeholder wherever the API takes its credential; the sandbox knows our keys in each of these places. */
function credentialParts(
  { security }: CompiledOperation,
  schemes: readonly SecuritySchemeSummary[],
  isLive: boolean,
): CredentialParts {
  const first = shownAlternative(security, schemes)?.map(({ scheme }) => scheme) ?? [];
  const parts: CredentialParts = { headers: {}, query: [], cookies: [], isBasic: first.some(isBasic) };
  for (const scheme of first.filter((one) => isWritable(one) && !isBasic(one))) {
    const { type, parameterName = "" } = scheme;
    if (type !== "apiKey")
      parts.headers.Authorization = `Bearer ${isLive ? TOKEN_PLACEHOLDER : KEY_PLACEHOLDER}`;
    else if (scheme.in === "query") parts.query.push(parameterName);
    else if (scheme.in === "cookie") parts.cookies.push(parameterName);
    else parts.headers[parameterName] = KEY_PLACEHOLDER;
  }
  // The sandbox counts every call for an app, so it wants a key even where the document asks for none.
  if (!isLive && !first.some(isWritable)) parts.headers["X-API-Key"] = KEY_PLACEHOLDER;
  return parts;
}

/** Mutual TLS needs more than a text; there the sandbox's own header does. */
function isWritable({ type, scheme, parameterName }: SecuritySchemeSummary): boolean {
  if (type === "apiKey") return Boolean(parameterName);
  if (type === "http") return /^(basic|bearer)$/i.test(scheme ?? "");
  return type === "oauth2" || type === "openIdConnect";
}

function isBasic({ type, scheme }: SecuritySchemeSummary): boolean {
  return type === "http" && scheme?.toLowerCase() === "basic";
}

interface Wanted {
  scheme: SecuritySchemeSummary;
  scopes: string[];
}

/** The alternative that a sample shows: one that a key alone satisfies before one that asks for a password. */
function shownAlternative(
  security: CompiledOperation["security"],
  schemes: readonly SecuritySchemeSummary[],
): Wanted[] | undefined {
  const known = security.map((alternative) =>
    alternative.schemes.flatMap(({ name, scopes }): Wanted[] => {
      const scheme = schemes.find((one) => one.name === name);
      return scheme ? [{ scheme, scopes }] : [];
    }),
  );
  return (
    known.find((together) => together.some(({ scheme }) => isWritable(scheme) && !isBasic(scheme))) ??
    known.find((together) => together.some(({ scheme }) => isWritable(scheme))) ??
    known.find((together) => together.length > 0)
  );
}

function liveNeeds(
  operation: CompiledOperation,
  schemes: readonly SecuritySchemeSummary[],
): LiveNeeds | undefined {
  const { security } = operation;
  const isUnnamed = isSecurityUnstated(operation, schemes);
  const shown = shownAlternative(security, schemes) ?? [];
  const token = shown.find(({ scheme: { type } }) => type === "oauth2" || type === "openIdConnect");
  const flow = token?.scheme.flows.find(({ kind }) => kind === "clientCredentials");
  const needs: LiveNeeds = {
    ...(isUnnamed && { isUnnamed }),
    ...(!isUnnamed && security.every((one) => one.schemes.length === 0) && { isOpen: true }),
    ...(shown.some(({ scheme }) => isBasic(scheme)) && { isBasic: true }),
    ...(shown.some(({ scheme }) => scheme.type === "mutualTLS") && { hasCertificate: true }),
    ...(token && { token: { scopes: token.scopes, ...(flow?.tokenUrl && { tokenUrl: flow.tokenUrl }) } }),
  };
  return Object.keys(needs).length > 0 ? needs : undefined;
}

/** Only worth a line when JSON would not be the answer anyway. */
function acceptedMedia(operation: CompiledOperation): string | undefined {
  const success = operation.responses.find(({ status }) => /^2/.test(status)) ?? operation.responses[0];
  const media = success?.media ?? [];
  if (media.length === 0 || media.some(({ mediaType }) => isJson(mediaType))) return undefined;
  return media[0]?.mediaType;
}

function withBody(draft: CallDraft, operation: CompiledOperation): Omit<OperationCall, "needs" | "isLive"> {
  const { requestBody, method } = operation;
  const media = preferredMedia(requestBody?.media ?? []);
  const bare = { draft, isBodyShortened: false };
  // What the body of a GET means nobody says (RFC 9110 section 9.3.1), and several clients cannot send one.
  if (!media || (!requestBody?.isRequired && isBodiless(method))) return bare;
  const example = media.examples.find(({ isCut }) => !isCut);
  const headers = { ...draft.headers, "Content-Type": concrete(media.mediaType) };
  if (/^multipart\/form-data/i.test(media.mediaType)) {
    const fields = formFields(media, example?.text);
    if (fields.length === 0 && !requestBody?.isRequired) return bare;
    return { draft: { ...draft, body: { encoding: "multipart", fields } }, isBodyShortened: false };
  }
  if (/^application\/x-www-form-urlencoded/i.test(media.mediaType)) {
    const fields = formFields(media, example?.text);
    if (fields.length === 0 && !requestBody?.isRequired) return bare;
    return { draft: { ...draft, headers, body: { encoding: "urlencoded", fields } }, isBodyShortened: false };
  }
  const body = example?.text ?? (isJson(media.mediaType) ? "{}" : "");
  if (body === "" && !requestBody?.isRequired) return bare;
  return { draft: { ...draft, headers, body }, isBodyShortened: !example && media.examples.length > 0 };
}

/** A range of types cannot be sent. */
function concrete(mediaType: string): string {
  return mediaType.includes("*") ? "application/json" : mediaType;
}

/** JSON where there is a choice; it is what most readers can read. */
function preferredMedia(media: CompiledMedia[]): CompiledMedia | undefined {
  return media.find(({ mediaType }) => isJson(mediaType)) ?? media[0];
}

/** Fields that must be sent; the first few where the document requires none. */
function formFields(media: CompiledMedia, text: string | undefined): FormField[] {
  const values = fieldValues(text);
  const properties = media.schema?.properties ?? [];
  const manners = Object.fromEntries((media.encoding ?? []).map((one) => [one.name, one]));
  const required = properties.filter((property) => property.isRequired).map((property) => property.name);
  const names = required.length > 0 ? required : Object.keys(values).slice(0, FEW_FIELDS);
  return names.flatMap((name) => {
    const schema = properties.find((property) => property.name === name)?.schema;
    const node = schema?.items || schema;
    if (isBinary(hintsOf(node), manners[name]?.contentType))
      return [{ name, value: `${name}.bin`, isFile: true }];
    return formPairs([[name, values[name] ?? ""]], manners).map(([key, value]) => ({ name: key, value }));
  });
}

function hintsOf(node: SchemaNode | undefined): Parameters<typeof isBinary>[0] {
  const stated = (wanted: string) => node?.constraints?.find(({ label }) => label === wanted)?.value;
  return {
    format: node?.format,
    contentMediaType: stated("content type"),
    contentEncoding: stated("encoded as"),
  };
}

/** The example's value of each field. */
function fieldValues(text: string | undefined): Record<string, unknown> {
  if (!text) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    const pairs = new URLSearchParams(text);
    return Object.fromEntries([...new Set(pairs.keys())].map((name) => [name, pairs.getAll(name)]));
  }
}
