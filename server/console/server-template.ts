import type { ServerSummary } from "#server/specs/schema.ts";

/** A base address: everything below it may be called. A segment that a free variable fills is a prefix and a suffix. */
export interface BaseAddress {
  origin: string;
  segments: (string | { prefix: string; suffix: string })[];
}

/** Stands for a value that the reader chooses; cannot occur in a document's text. */
const FREE = "\u0000";
/** Of one server; a document with more combinations of its variables' values names the first ones only. */
const MAX_FORMS = 500;

/**
 * The addresses a server stands for. Variables take their default or one of their enum's values; one without an enum
 * takes any text, but only within one segment of the path: never does it choose the host. Relative addresses have no
 * live host and stand for nothing.
 */
export function baseAddresses(server: Pick<ServerSummary, "url" | "variables">): BaseAddress[] {
  let forms = [server.url.replaceAll(FREE, "")];
  for (const { name, default: fallback, enum: values } of server.variables) {
    if (!server.url.includes(`{${name}}`)) continue;
    const choices = [...new Set([fallback, ...(values.length > 0 ? values : [FREE])])];
    forms = forms
      .flatMap((form) => choices.map((value) => form.replaceAll(`{${name}}`, () => value)))
      .slice(0, MAX_FORMS);
  }
  return forms.flatMap(toBaseAddress);
}

function toBaseAddress(form: string): BaseAddress[] {
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
