import type { ServerSummary } from "#server/specs/schema.ts";

/** A base address: everything below it may be called. A segment that a free variable fills is a prefix and a suffix. */
export interface BaseAddress {
  origin: string;
  segments: (string | { prefix: string; suffix: string })[];
}

/** Stands for a value that the reader chooses; cannot occur in a document's text. */
const FREE = "\u0000";
/** Of one server, and of all of a document; what has more combinations of values names the first ones only. */
const MAX_FORMS = 500;
const MAX_FORMS_OF_ALL = 5_000;
/** No server that means to be called has more. */
const MAX_PLACES = 50;
const MAX_VALUE = 500;
const MAX_FORM = 2_000;
const PLACE = /\{([^{}]+)\}/g;

type Template = Pick<ServerSummary, "url" | "variables">;

/**
 * The addresses that servers stand for. Variables take their default or one of their enum's values; one without an enum
 * takes any text, but only within one segment of the path: never does it choose the host. Relative addresses have no
 * live host and stand for nothing.
 */
export function baseAddresses(servers: readonly Template[]): BaseAddress[] {
  const bases: BaseAddress[] = [];
  let left = MAX_FORMS_OF_ALL;
  for (const server of servers) {
    if (left === 0) break;
    const forms = formsOf(server, Math.min(MAX_FORMS, left));
    left -= forms.length;
    bases.push(...forms.flatMap(toBaseAddress));
  }
  return bases;
}

/** The server's address with its variables filled in, in at most so many ways. */
function formsOf({ url, variables }: Template, most: number): string[] {
  const template = url.replaceAll(FREE, "");
  const names = new Set(Array.from(template.matchAll(PLACE), ([, name = ""]) => name));
  if (template.split("{").length > MAX_PLACES) return [];
  const used = variables.filter(({ name }) => names.has(name));
  let fillings: string[][] = [[]];
  for (const { default: fallback, enum: values } of used) {
    const choices = new Set([fallback, ...(values.length > 0 ? values : [FREE])]);
    fillings = extended(fillings, choices).take(most).toArray();
  }
  const places = new Map(used.map(({ name }, place) => [name, place]));
  return fillings.map((filling) =>
    template.replace(PLACE, (whole, name: string) => filling[places.get(name) ?? -1] ?? whole),
  );
}

function* extended(fillings: string[][], choices: Set<string>): Generator<string[]> {
  for (const filling of fillings)
    for (const choice of choices) if (choice.length <= MAX_VALUE) yield [...filling, choice];
}

function toBaseAddress(form: string): BaseAddress[] {
  if (form.length > MAX_FORM) return [];
  const absolute = form.startsWith("//") ? `https:${form}` : form;
  const parts = /^(https?:\/\/[^/\\?#@{}\0]+)(\/[^?#{}\\]*)?(?:[?#].*)?$/i.exec(absolute);
  const [, authority, path = ""] = parts ?? [];
  if (authority === undefined || !URL.canParse(authority)) return [];
  const origin = new URL(authority).origin;
  const segments = path.split("/").slice(1).map(toSegment);
  while (segments.at(-1) === "") segments.pop();
  return [{ origin, segments }];
}

function toSegment(text: string): BaseAddress["segments"][number] {
  const first = text.indexOf(FREE);
  if (first < 0) return canonical(text);
  return {
    prefix: canonical(text.slice(0, first)),
    suffix: canonical(text.slice(text.lastIndexOf(FREE) + 1)),
  };
}

/** As the URL parser writes a segment of a target. */
function canonical(segment: string): string {
  return new URL(`http://x/-${segment}`).pathname.slice(2);
}

/** Whether the address lies at or below the base. */
export function isBelow(base: BaseAddress, url: URL): boolean {
  if (url.origin !== base.origin) return false;
  const segments = url.pathname.split("/").slice(1);
  return base.segments.every((wanted, i) => {
    const given = segments[i];
    if (given === undefined) return false;
    if (typeof wanted === "string") return given === wanted;
    const { prefix, suffix } = wanted;
    const isLongEnough = given.length >= prefix.length + suffix.length;
    return isLongEnough && given.startsWith(prefix) && given.endsWith(suffix);
  });
}
