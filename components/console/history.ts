import { choiceText, readChoice, SANDBOX } from "#lib/call-server.ts";
import type { Json } from "#server/specs/schema.ts";
import {
  type BodyState,
  type CallForm,
  choiceOf,
  environmentOf,
  type FieldState,
  initialForm,
  isSecret,
  isSecretHeader,
  isSecretParameter,
} from "./call-form.ts";
import type { ConsoleData } from "./console-data.ts";
import type { Draft } from "./shape.ts";

/** One call made earlier from this browser. It never holds a credential, a file or what looks secret. */
export interface HistoryEntry {
  id: string;
  atMs: number;
  key: string;
  method: string;
  path: string;
  title: string;
  environment: string;
  /** 0 where nothing answered. */
  status: number;
  durationMs: number;
  form: SavedForm;
}

/** `at` names the server by its address: numbers move when the document changes. */
export type SavedForm = Omit<CallForm, "bodies" | "environment"> & { at: string; body: SavedBody | null };
type SavedBody = Pick<BodyState, "text" | "fields">;

const MOST_ENTRIES = 30;
const MOST_BODY_CHARACTERS = 20_000;

interface Place {
  api: string;
  version: string;
}

function storageKey({ api, version }: Place): string {
  return `portico.console.${api}/${version}`;
}

/** Newest first. What cannot be read is no history. */
export function readHistory(place: Place, storage: Storage): HistoryEntry[] {
  try {
    const list: unknown = JSON.parse(storage.getItem(storageKey(place)) ?? "[]");
    return Array.isArray(list) ? list.filter(isEntry) : [];
  } catch {
    return [];
  }
}

/** Keeps as many of them as there is room for, and answers those. */
export function writeHistory(place: Place, wanted: HistoryEntry[], storage: Storage): HistoryEntry[] {
  let entries = wanted.slice(0, MOST_ENTRIES);
  storage.removeItem(storageKey(place));
  while (entries.length > 0) {
    try {
      storage.setItem(storageKey(place), JSON.stringify(entries));
      break;
    } catch {
      entries = entries.slice(0, Math.floor(entries.length / 2)); // the browser's room is bounded
    }
  }
  return entries;
}

function isEntry(value: unknown): value is HistoryEntry {
  return (
    typeof value === "object" &&
    value !== null &&
    "id" in value &&
    "form" in value &&
    typeof value.form === "object" &&
    value.form !== null &&
    "parameters" in value.form &&
    "at" in value.form &&
    typeof value.form.at === "string"
  );
}

/** A form as it may be kept: secrets and files are left out, not hidden. */
export function toSaved(data: ConsoleData, form: CallForm): SavedForm {
  const { bodies, environment, ...rest } = form;
  const parameters = Object.fromEntries(
    Object.entries(form.parameters).map(([key, state]) => {
      const parameter = data.parameters.find((one) => `${one.in}.${one.name}` === key);
      return [key, parameter && isSecretParameter(parameter) ? emptied(state) : state];
    }),
  );
  const headers = form.headers.map(({ name, value }) => ({ name, value: isSecretHeader(name) ? "" : value }));
  const body = form.mediaType ? bodies[form.mediaType] : undefined;
  const at = choiceText(choiceOf(environment), data.servers);
  return { ...rest, at, parameters, headers, body: body ? savedBody(body) : null };
}

function savedBody({ text, fields }: BodyState): SavedBody {
  return {
    text: keptText(text),
    fields: Object.fromEntries(
      Object.entries(fields).map(([name, state]) => [
        name,
        isSecret(name) ? emptied(state) : { ...state, draft: withoutSecretMembers(state.draft) },
      ]),
    ),
  };
}

function emptied(state: FieldState): FieldState {
  return { isOn: state.isOn, draft: "" };
}

function withoutSecretMembers(draft: Draft): Draft {
  if (typeof draft === "string") return /^\s*[[{]/.test(draft) ? keptText(draft) : draft;
  if (Array.isArray(draft)) return draft.map(withoutSecretMembers);
  return Object.fromEntries(
    Object.entries(draft).map(([name, item]) => [
      name,
      item === undefined ? item : isSecret(name) ? "" : withoutSecretMembers(item),
    ]),
  );
}

/** Very long texts are not kept at all. */
export function keptText(text: string): string {
  return text.length > MOST_BODY_CHARACTERS ? "" : withoutSecrets(text);
}

/** JSON keeps its shape without its secret members; of other texts that speak of secrets nothing is left. */
export function withoutSecrets(text: string, instead = ""): string {
  try {
    const value: Json = JSON.parse(text);
    const clean = scrubbed(value, instead);
    return JSON.stringify(clean) === JSON.stringify(value) ? text : JSON.stringify(clean, null, 2);
  } catch {
    return isSecret(text) ? instead : text;
  }
}

export function scrubbed(value: Json, instead: string): Json {
  if (Array.isArray(value)) return value.map((item) => scrubbed(item, instead));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      isSecret(name) && (typeof item === "string" || typeof item === "number")
        ? instead
        : scrubbed(item, instead),
    ]),
  );
}

/**
 * The form of an earlier call, on top of what the document says today. A server that it no longer names is no reason to
 * call another live one.
 */
export function fromSaved(data: ConsoleData, saved: SavedForm): CallForm {
  const fresh = initialForm(data);
  const parameters = { ...fresh.parameters };
  for (const [key, state] of Object.entries(saved.parameters)) if (parameters[key]) parameters[key] = state;
  const mediaType = saved.mediaType && fresh.bodies[saved.mediaType] ? saved.mediaType : fresh.mediaType;
  const bodies = { ...fresh.bodies };
  const known = saved.mediaType ? bodies[saved.mediaType] : undefined;
  if (saved.body && saved.mediaType && known) {
    bodies[saved.mediaType] = {
      ...known,
      ...saved.body,
      files: {},
      fields: { ...known.fields, ...saved.body.fields },
    };
  }
  return {
    ...fresh,
    environment: environmentOf(readChoice(saved.at, data.servers) ?? SANDBOX),
    accept: saved.accept,
    prefer: saved.prefer ?? "",
    headers: saved.headers ?? [],
    parameters,
    mediaType: saved.mediaType === null ? null : mediaType,
    bodies,
  };
}
