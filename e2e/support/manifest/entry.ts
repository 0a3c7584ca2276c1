import type { Audience } from "./audience.ts";

export type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";

/**
 * What an address is, and so how it says no:
 * a page sends outsiders to sign in and does not exist for others; a route is refused with 401, 403 or 404, or does as
 * a page does; an answer is 200 with `{"ok":false}`.
 */
export interface AddressEntry {
  kind: "page" | "route" | "answer";
  method: Method;
  /** As the folders of app/ spell it; the names in brackets are filled from the demonstration (places.ts). */
  pattern: string;
  audience: Audience;
  /** The scope an access token needs; null when tokens are of no use here, "" when any token will do. */
  scope: string | null;
  /** The query that makes the address mean something. */
  query: string;
  /** The body of a request that changes something. */
  body: unknown;
  /** The answer to those who are let in, when it is not 200. */
  status: number[];
}

type AddressOptions = Partial<Pick<AddressEntry, "query" | "status">>;

export function page(pattern: string, audience: Audience, options: AddressOptions = {}): AddressEntry {
  return address("page", "GET", pattern, audience, options);
}

export function route(
  method: Method,
  pattern: string,
  audience: Audience,
  options: AddressOptions & { body?: unknown } = {},
): AddressEntry {
  return address("route", method, pattern, audience, options);
}

/** A route handler that answers as actions do. */
export function answers(pattern: string, audience: Audience): AddressEntry {
  return address("answer", "GET", pattern, audience, {});
}

/** An endpoint of the REST API; `scope` as its contract has it, null where none is asked for. */
export function rest(
  method: Method,
  pattern: string,
  scope: string | null,
  audience: Audience,
  body?: unknown,
): AddressEntry {
  return { ...address("route", method, `/api/v1${pattern}`, audience, { body }), scope };
}

function address(
  kind: AddressEntry["kind"],
  method: Method,
  pattern: string,
  audience: Audience,
  options: AddressOptions & { body?: unknown },
): AddressEntry {
  return {
    kind,
    method,
    pattern,
    audience,
    scope: null,
    query: "",
    body: undefined,
    status: [200],
    ...options,
  };
}

/** The fields of a form, as a browser would send them. */
export interface FormArgument {
  form: Record<string, string>;
}

/** A server action. `args` are real ids (named as in addresses), so that only permission stands in the way. */
export interface ActionEntry {
  file: string;
  name: string;
  audience: Audience;
  args: unknown[];
}

/** One line: who may, and what it is called with. */
type ActionLine = [audience: Audience, ...args: unknown[]];

/** All actions of one file below app/. */
export function actions(file: string, lines: Record<string, ActionLine>): ActionEntry[] {
  return Object.entries(lines).map(([name, [audience, ...args]]) => ({
    file: `app/${file}`,
    name,
    audience,
    args,
  }));
}

/** What useActionState passes before the form: the state so far. */
export const STATE = null;

export function form(fields: Record<string, string> = {}): FormArgument {
  return { form: fields };
}
