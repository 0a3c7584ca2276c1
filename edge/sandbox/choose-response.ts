import Negotiator from "negotiator";
import type {
  CallableExample,
  CallableMedia,
  CallableOperation,
  CallableResponse,
} from "#server/specs/schema.ts";
import { bareType, isJsonType } from "./media-types.ts";
import type { Preferences } from "./prefer.ts";

export interface Choice {
  status: number;
  response: CallableResponse | null;
  /** Null when the response has no body. */
  media: CallableMedia | null;
  /** The explicit example to send; null to make one from the schema. */
  example: CallableExample | null;
  applied: string[];
}

/** What was asked for and cannot be given, with what can. */
export interface NoChoice {
  status: 400 | 406;
  code: "unknown_status" | "unknown_example" | "not_acceptable";
  detail: string;
  available: string[];
}

const MAX_LISTED = 50;

/** Which of the operation's responses to give: by Prefer, else the first that succeeds; in a media type of Accept. */
export function chooseResponse(
  operation: CallableOperation,
  preferences: Preferences,
  accept: string | undefined,
): Choice | NoChoice {
  const { responses } = operation;
  const applied: string[] = [];
  let response = pickSuccess(responses);
  if (preferences.code !== null) {
    const wanted = pickStatus(responses, preferences.code);
    if (!wanted) return unknownStatus(preferences.code, responses);
    response = wanted;
    applied.push(`code=${preferences.code}`);
  } else if (preferences.example !== null) {
    response =
      [response, ...responses].find((one) => one && hasExample(one, preferences.example)) ?? response;
  }
  if (!response) return { status: 200, response: null, media: null, example: null, applied };
  if (preferences.example !== null && !hasExample(response, preferences.example))
    return unknownExample(preferences.example, response);

  const status = preferences.code ?? statusOf(response);
  if (response.media.length === 0 || [204, 205, 304].includes(status))
    return { status, response, media: null, example: null, applied };
  const media = negotiate(response, preferences.example, accept);
  if (!media) return notAcceptable(response);
  const example =
    preferences.example !== null
      ? media.examples.find(({ name }) => name === preferences.example)
      : undefined;
  if (example)
    applied.push(
      `example=${/^[\w.-]+$/.test(example.name) ? example.name : JSON.stringify(example.name).replaceAll(/[^\x20-\x7e]/g, "?")}`,
    );
  if (preferences.isDynamic && !example) applied.push("dynamic=true");
  return {
    status,
    response,
    media,
    example: example ?? (preferences.isDynamic ? null : (media.examples[0] ?? null)),
    applied,
  };
}

function pickSuccess(responses: CallableResponse[]): CallableResponse | undefined {
  const exact = responses
    .filter(({ status }) => /^2\d\d$/.test(status))
    .sort((a, b) => Number(a.status) - Number(b.status));
  const byStatus = (wanted: string) => responses.find(({ status }) => status.toUpperCase() === wanted);
  return (
    exact[0] ??
    byStatus("2XX") ??
    byStatus("DEFAULT") ??
    responses.find(({ status }) => status.startsWith("3")) ??
    responses[0]
  );
}

function pickStatus(responses: CallableResponse[], code: number): CallableResponse | undefined {
  const range = `${Math.floor(code / 100)}XX`;
  return (
    responses.find(({ status }) => status === String(code)) ??
    responses.find(({ status }) => status.toUpperCase() === range) ??
    responses.find(({ status }) => status.toLowerCase() === "default")
  );
}

function statusOf({ status }: CallableResponse): number {
  if (/^[2-5]\d\d$/.test(status)) return Number(status);
  return /^[2-5]xx$/i.test(status) ? Number(status.charAt(0)) * 100 : 200;
}

/** JSON is preferred where the caller does not mind. */
function negotiate(
  response: CallableResponse,
  example: string | null,
  accept: string | undefined,
): CallableMedia | undefined {
  const able = response.media.filter(
    (media) => example === null || media.examples.some(({ name }) => name === example),
  );
  const ordered = [...able].sort((a, b) => Number(isJsonType(b.mediaType)) - Number(isJsonType(a.mediaType)));
  if (!accept) return ordered[0];
  const types = ordered.map(({ mediaType }) => concrete(mediaType));
  const best = new Negotiator({ headers: { accept: accept.slice(0, 1_000) } }).mediaType(types);
  return best === undefined ? undefined : ordered[types.indexOf(best)];
}

/** A range such as image/* as something that can be sent. */
export function concrete(mediaType: string): string {
  const bare = bareType(mediaType);
  if (bare === "*/*" || bare === "*" || bare === "application/*") return "application/json";
  return bare.endsWith("/*") ? (bare === "text/*" ? "text/plain" : `${bare.slice(0, -1)}octet-stream`) : bare;
}

function hasExample(response: CallableResponse, name: string | null): boolean {
  return response.media.some((media) => media.examples.some((example) => example.name === name));
}

function unknownStatus(code: number, responses: CallableResponse[]): NoChoice {
  const available = responses.map(({ status }) => status);
  const detail = `This operation describes no response ${code}. Prefer one of: ${available.join(", ")}.`;
  return { status: 400, code: "unknown_status", detail, available };
}

function unknownExample(name: string, response: CallableResponse): NoChoice {
  const available = [
    ...new Set(response.media.flatMap((media) => media.examples.map((example) => example.name))),
  ].slice(0, MAX_LISTED);
  const list = available.length > 0 ? `It has: ${available.join(", ")}.` : "It has no named examples.";
  return {
    status: 400,
    code: "unknown_example",
    detail: `The response ${response.status} has no example "${name.slice(0, 100)}". ${list}`,
    available,
  };
}

function notAcceptable(response: CallableResponse): NoChoice {
  const available = response.media.map(({ mediaType }) => mediaType);
  return {
    status: 406,
    code: "not_acceptable",
    detail: `This response comes as ${available.join(", ")}. Ask for one of these in Accept.`,
    available,
  };
}
