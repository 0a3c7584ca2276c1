import { SANDBOX } from "#lib/call-server.ts";
import { isJson } from "#lib/media-type.ts";
import { isBodiless } from "#lib/method.ts";
import type { Json } from "#server/specs/schema.ts";
import { bodyKind } from "./body-kind.ts";
import type { ConsoleData, ConsoleMedia, ConsoleParameter } from "./console-data.ts";
import { type BodyField, bodyFields, REST } from "./form-fields.ts";
import { schemaCheck } from "./schema-check.ts";
import { type Draft, readDraft, type Shape, shapeOf, toDraft } from "./shape.ts";

/** What a person has filled in, but for credentials, which are kept apart. */
export interface CallForm {
  environment: Environment;
  /** By "query.limit". */
  parameters: Record<string, FieldState>;
  /** Null sends no body. */
  mediaType: string | null;
  bodies: Record<string, BodyState>;
  accept: string;
  /** Asks the sandbox for a certain documented answer; "" leaves it the choice. */
  prefer: string;
  /** Headers that the document does not speak of. */
  headers: ExtraHeader[];
}

export interface ExtraHeader {
  name: string;
  value: string;
}

export type Environment =
  | { kind: "sandbox" }
  | { kind: "server"; index: number; variables: Record<string, string> };

export interface FieldState {
  isOn: boolean;
  draft: Draft;
}

export interface BodyState {
  /** Text bodies. */
  text: string;
  /** Fields of urlencoded and multipart bodies. */
  fields: Record<string, FieldState>;
  /** Files by field; "" is a body that is one file. */
  files: Record<string, File[]>;
  /** Headers of single parts, by field and name. */
  headers: Record<string, Record<string, string>>;
}

/** Messages by field: "query.limit", "body", "body.photo". */
export type Faults = Record<string, string>;

export function parameterKey({ in: place, name }: Pick<ConsoleParameter, "in" | "name">): string {
  return `${place}.${name}`;
}

/** The form as it opens: what is required is filled from examples and defaults, the rest waits to be switched on. */
export function initialForm(data: ConsoleData): CallForm {
  const preferred = data.body?.media.find(({ mediaType }) => isJson(mediaType)) ?? data.body?.media[0];
  const isLeftOut = !data.body?.isRequired && isBodiless(data.method);
  return {
    environment: environmentOf(data.at),
    parameters: Object.fromEntries(
      data.parameters.map((parameter) => [
        parameterKey(parameter),
        {
          isOn: parameter.isRequired || parameter.in === "path",
          draft: toDraft(parameterShape(parameter, data), parameterStart(parameter)),
        },
      ]),
    ),
    mediaType: isLeftOut ? null : (preferred?.mediaType ?? null),
    bodies: Object.fromEntries(
      (data.body?.media ?? []).map((media) => [media.mediaType, initialBody(media, data)]),
    ),
    accept: data.accepts[0] ?? "",
    prefer: "",
    headers: [],
  };
}

/** The environment as the portal remembers it. */
export function choiceOf(environment: Environment): ConsoleData["at"] {
  return environment.kind === "sandbox" ? SANDBOX : environment;
}

export function environmentOf({ index, variables }: ConsoleData["at"]): Environment {
  return index === null ? { kind: "sandbox" } : { kind: "server", index, variables };
}

export function parameterShape(parameter: ConsoleParameter, { $defs }: Pick<ConsoleData, "$defs">): Shape {
  if (parameter.contentType && isJson(parameter.contentType)) return { kind: "json" };
  if (isForm(parameter)) return shapeOf(parameter.schema, $defs);
  if (parameter.contentType) return { kind: "text", format: "", placeholder: "" };
  return simpler(shapeOf(parameter.schema, $defs));
}

/** Whether a value is written as the fields of a form, such as a whole query string. */
export function isForm({ contentType = "" }: ConsoleParameter): boolean {
  return /^application\/x-www-form-urlencoded\b/i.test(contentType);
}

/** In an address everything is text: a value of any kind needs no quotes around it. */
function simpler(shape: Shape): Shape {
  if (shape.kind === "list" && shape.item.kind === "json")
    return { ...shape, item: { kind: "text", format: "", placeholder: "" } };
  return shape;
}

function parameterStart({ examples, schema }: ConsoleParameter): Json | undefined {
  if (examples[0]) return examples[0].value;
  if (typeof schema !== "object") return undefined;
  const listed = Array.isArray(schema.examples) ? schema.examples[0] : undefined;
  return schema.default ?? schema.example ?? listed;
}

function initialBody(media: ConsoleMedia, data: ConsoleData): BodyState {
  const text = media.examples[0]?.text ?? (isJson(media.mediaType) ? "{}" : "");
  const fields = bodyFields(media, data);
  const example = fields.some((field) => !field.isNamed) ? parsedList(text, fields) : parsedObject(text);
  const isAnyRequired = fields.some((field) => field.isRequired);
  return {
    text,
    files: {},
    headers: Object.fromEntries(
      fields.map(({ name, part }) => [
        name,
        Object.fromEntries((part?.headers ?? []).map((header) => [header.name, header.example])),
      ]),
    ),
    fields: Object.fromEntries(
      fields.map((field) => [
        field.name,
        {
          isOn: field.isRequired || (!isAnyRequired && Object.hasOwn(example, field.name)),
          draft: toDraft(field.shape, example[field.name]),
        },
      ]),
    ),
  };
}

/** The items of a list by the numbers of their parts, those after the numbered ones together. */
function parsedList(text: string, fields: BodyField[]): { [name: string]: Json } {
  const value = parsedJson(text);
  const items = Array.isArray(value) ? value : [];
  const count = fields.filter(({ name }) => name !== REST).length;
  const numbered = items.slice(0, count).map((item, i) => [String(i + 1), item]);
  const rest = items.slice(count);
  return { ...Object.fromEntries(numbered), ...(rest.length > 0 && { [REST]: rest }) };
}

function parsedJson(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parsedObject(text: string): { [name: string]: Json } {
  const value = parsedJson(text);
  if (value === undefined) return Object.fromEntries(new URLSearchParams(text));
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** Whether a field holds what should not be shown or kept: passwords, tokens, keys. */
export function isSecret(name: string, schema?: Json): boolean {
  if (typeof schema === "object" && schema !== null && !Array.isArray(schema) && schema.format === "password")
    return true;
  return /pass(word|wd|phrase)|secret|token|api[-_]?key|authorization|credential|private[-_]?key|\bpin\b|\bcvv\b|\bcvc\b/i.test(
    name,
  );
}

/** Whether a header carries what should not be shown or kept. */
export function isSecretHeader(name: string): boolean {
  return /^(set-)?cookie2?$/i.test(name) || isSecret(name) || /[-_]key$|[-_]auth$/i.test(name);
}

/** The same of a parameter. What stands in a cookie mostly lets somebody in. */
export function isSecretParameter({
  in: place,
  name,
  schema,
}: Pick<ConsoleParameter, "in" | "name" | "schema">): boolean {
  return place === "cookie" || (place === "header" && isSecretHeader(name)) || isSecret(name, schema);
}

/** Everything that the document says is wrong with what is filled in; people may send it all the same. */
export function createFormCheck(data: ConsoleData): (form: CallForm) => Faults {
  const checks = new Map(
    data.parameters.map((one) => [parameterKey(one), schemaCheck(one.schema ?? true, data.$defs)]),
  );
  const bodyChecks = new Map(
    (data.body?.media ?? []).map((one) => [one.mediaType, schemaCheck(one.schema ?? true, data.$defs)]),
  );
  return (form) => ({
    ...checkParameters(data, form, checks),
    ...checkBody(data, form, bodyChecks),
  });
}

type Checks = Map<string, ReturnType<typeof schemaCheck>>;

function checkParameters(data: ConsoleData, form: CallForm, checks: Checks): Faults {
  const faults: Faults = {};
  for (const parameter of data.parameters) {
    const key = parameterKey(parameter);
    const state = form.parameters[key];
    if (!state?.isOn) {
      if (parameter.isRequired) faults[key] = "The document asks for this.";
      continue;
    }
    const { value, fault } = readDraft(parameterShape(parameter, data), state.draft);
    const found = fault ?? checks.get(key)?.(value)[0]?.message;
    if (value === "" && (parameter.isRequired || parameter.in === "path")) faults[key] = "Fill this in.";
    else if (found) faults[key] = found;
  }
  return faults;
}

function checkBody(data: ConsoleData, form: CallForm, checks: Checks): Faults {
  if (!data.body) return {};
  const media = data.body.media.find((one) => one.mediaType === form.mediaType);
  const state = media && form.bodies[media.mediaType];
  if (!media || !state) return data.body.isRequired ? { body: "The document asks for a body." } : {};
  const kind = bodyKind(media.mediaType, media);
  if (kind === "file") return state.files[""]?.length ? {} : { body: "Choose the file to send." };
  if (kind === "text") {
    if (!isJson(media.mediaType)) return {};
    try {
      const [first, ...more] = checks.get(media.mediaType)?.(JSON.parse(state.text)) ?? [];
      if (!first) return {};
      const rest = more.length > 0 ? ` And ${more.length} more.` : "";
      return { body: `${first.pointer ? `${first.pointer}: ` : ""}${first.message}${rest}` };
    } catch {
      return { body: "The body is not JSON; the editor marks where." };
    }
  }
  return checkFields(media, state, data);
}

function checkFields(media: ConsoleMedia, state: BodyState, data: ConsoleData): Faults {
  const faults: Faults = {};
  for (const field of bodyFields(media, data)) {
    const key = `body.${field.name}`;
    const given = state.fields[field.name];
    const isGiven = field.isFile ? Boolean(state.files[field.name]?.length) : given?.isOn;
    if (!isGiven && field.isRequired)
      faults[key] = field.isFile ? "Choose a file." : "The document asks for this.";
    const missing = isGiven && missingHeader(field, state);
    if (missing) faults[key] = `This part needs the header ${missing}.`;
    if (!isGiven || field.isFile || !given) continue;
    const { fault } = readDraft(field.shape, given.draft);
    if (fault) faults[key] = fault;
  }
  return faults;
}

function missingHeader({ name, part }: BodyField, { headers }: BodyState): string | undefined {
  return part?.headers.find((header) => header.isRequired && !headers[name]?.[header.name]?.trim())?.name;
}
