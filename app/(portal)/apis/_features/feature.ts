import type { Json } from "#server/specs/schema.ts";

export const VERSIONS = ["2.0", "3.0", "3.1", "3.2"] as const;
export type SpecVersion = (typeof VERSIONS)[number];

/** Which page of the small document is looked at. */
export type Shown = { operation: string } | { schema: string } | "overview";

/** One row of the table: a thing a specification can say, in which versions, and what the page then shows. */
export interface Feature {
  name: string;
  versions: readonly SpecVersion[];
  /** A whole document of that version that says it; `documentOf`, `withOperation` and `withSchema` help. */
  document: (version: SpecVersion) => Members;
  page: Shown;
  /** Texts the page holds, as a reader sees them, or patterns over its markup. */
  shows: readonly (string | RegExp)[];
  /** Texts and patterns it must not hold. */
  hides?: readonly (string | RegExp)[];
}

export type Members = { [name: string]: Json };

const DIALECT: Record<SpecVersion, Members> = {
  "2.0": { swagger: "2.0" },
  "3.0": { openapi: "3.0.4" },
  "3.1": { openapi: "3.1.1" },
  "3.2": { openapi: "3.2.0" },
};

/** A document of that version with these members beside title and version. */
export function documentOf(version: SpecVersion, members: Members): Members {
  return { ...DIALECT[version], info: { title: "Small", version: "1" }, paths: {}, ...members };
}

/** A document with one operation, GET /things with the id "listThings", plus further members of the document. */
export function withOperation(version: SpecVersion, operation: Members, members: Members = {}): Members {
  const get = { operationId: "listThings", responses: { "200": { description: "Done." } }, ...operation };
  return documentOf(version, { paths: { "/things": { get } }, ...members });
}

/** A document with these named schemas. */
export function withSchemas(version: SpecVersion, schemas: Members): Members {
  return version === "2.0"
    ? documentOf(version, { definitions: schemas })
    : documentOf(version, { components: { schemas } });
}
