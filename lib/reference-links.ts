import { decodedOr } from "./decoded-or.ts";
import { routes } from "./routes.ts";

/** What a link in a document's text leads to: a page of its reference, or a heading of its own description. */
export interface ReferenceTarget {
  kind: "operation" | "tag" | "schema" | "section";
  key: string;
}

/** The API and version whose reference a text is shown in. */
export interface ReferencePlace {
  api: string;
  version: string;
}

const SCHEME = "reference:";
const LINK = /<a href="reference:(operation|tag|schema|section)\/([^"]*)"/g;

/** Texts are compiled once for a document that may stand in several places, so their links wait for the place. */
export function referenceHref({ kind, key }: ReferenceTarget): string {
  return `${SCHEME}${kind}/${encodeURIComponent(key)}`;
}

/** Compiled markup with its links into the reference led to their pages; without a place they are plain text. */
export function placeLinks(markup: string, place: ReferencePlace | undefined): string {
  if (!markup.includes(SCHEME)) return markup;
  return markup.replace(LINK, (_, kind: string, encoded: string) => {
    const key = decodedOr(encoded, null);
    return place && key !== null ? `<a href="${address(kind, key, place)}"` : "<a";
  });
}

function address(kind: string, key: string, { api, version }: ReferencePlace): string {
  switch (kind) {
    case "operation":
      return routes.operation(api, version, key);
    case "tag":
      return routes.tag(api, version, key);
    case "schema":
      return routes.schema(api, version, key);
    default:
      return `${routes.version(api, version)}#${encodeURIComponent(`section-${key}`)}`;
  }
}

/** A heading or a name as renderers make anchors of them, without regard to case. */
export function anchorOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 100)
    .toWellFormed();
}

const placed = new WeakMap<object, Map<string, object>>();

/**
 * A compiled part whose rendered texts (…Html; all else is the author's own words) lead to the pages of `place`; the part itself where none leads anywhere. Made once for a
 * part and a place, as compiled parts never change.
 */
export function placeTexts<T extends object>(part: T, place: ReferencePlace): T {
  const key = `${place.api} ${place.version}`;
  const known = placed.get(part) ?? new Map<string, T>();
  const before = known.get(key);
  if (before) return before as T; // Only a copy of the part is ever kept under it.
  const hasLinks = JSON.stringify(part).includes(SCHEME);
  const copy = hasLinks ? structuredClone(part) : part;
  if (hasLinks) fill(copy, place);
  placed.set(part, known.set(key, copy));
  return copy;
}

function fill(part: object, place: ReferencePlace): void {
  for (const [name, child] of Object.entries(part)) {
    if (typeof child === "string" && name.endsWith("Html")) Reflect.set(part, name, placeLinks(child, place));
    else if (typeof child === "object" && child !== null) fill(child, place);
  }
}
