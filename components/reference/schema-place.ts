import { freeIds } from "./free-ids.ts";
import type { SchemaHref } from "./type-language.ts";

/** Which way a body goes: what only travels the other way is named, not described. */
export type Direction = "request" | "response";

export interface SchemaView {
  href: SchemaHref;
  /** Beginning of the ids of the rows; without it rows have none. */
  idPrefix?: string;
  /** Leave it out where both ways matter. */
  direction?: Direction;
}

/** Where a node stands on the page. */
export interface Place {
  view: SchemaView;
  /** Id of what is around it, to which names are joined. */
  id: string | undefined;
  depth: number;
  taken: Set<string>;
}

const LONGEST_ID = 300;

export function placeOf(view: SchemaView, depth = 0, taken: Set<string> = new Set()): Place {
  return { view, id: view.idPrefix, depth, taken };
}

/** One level further in. */
export function within(at: Place, name: string): Place {
  return { ...at, id: idOf(at, name), depth: at.depth + 1 };
}

/** An id that no other row of the schema has; the first to ask for a name gets it unchanged. */
export function idOf(at: Place, name: string): string | undefined {
  if (at.id === undefined) return undefined;
  const wanted = `${at.id}.${name}`;
  return wanted.length > LONGEST_ID ? undefined : freeIds(at.taken)(wanted);
}
