import { routes } from "#lib/routes.ts";
import type { SchemaRef } from "#server/specs/schema.ts";
import { html } from "./html.ts";
import { LetterIndex } from "./letter-index.tsx";
import { Markup } from "./markup.tsx";
import { lettersOf } from "./name-index.ts";

interface SchemaListProps {
  api: string;
  version: string;
  schemas: SchemaRef[];
}

/** So many stand on the overview; more have a page of their own. */
const FIRST = 60;

/** Schemas as links, in columns. */
export function SchemaList({ api, version, schemas }: SchemaListProps) {
  const items = schemas.map(
    ({ key, name }) =>
      html`<li><a href="${routes.schema(api, version, key)}" data-within="1">${name}</a></li>`,
  );
  return <Markup html={html`<ul class="schema-index">${items}</ul>`} />;
}

/** What an overview shows of a document's schemas: all of few, of many the first and the way to the others. */
export function SchemaIndex({ api, version, schemas }: SchemaListProps) {
  if (schemas.length <= FIRST) return <SchemaList api={api} version={version} schemas={schemas} />;
  const hrefOf = (letter?: string) => routes.schemas(api, version, { letter });
  return (
    <>
      <div className="mt-3">
        <LetterIndex letters={lettersOf(schemas.map(({ name }) => name))} hrefOf={hrefOf} current="" />
      </div>
      <SchemaList api={api} version={version} schemas={schemas.slice(0, FIRST)} />
      <Markup
        html={html`<p class="schema-more"><a href="${hrefOf()}" data-within="1">All ${schemas.length} schemas</a></p>`}
      />
    </>
  );
}
