import Link from "next/link";
import { routes } from "#lib/routes.ts";
import type { CompiledSchema, SchemaRef } from "#server/specs/schema.ts";
import { ExampleList } from "./example-list.tsx";
import { Markup } from "./markup.tsx";
import { OperationRows } from "./operation-rows.tsx";
import { schemaHtml, typeLineHtml } from "./schema-html.ts";
import { SchemaList } from "./schema-index.tsx";
import { SectionTitle } from "./section-title.tsx";

/** Some schemas are part of thousands. */
const FIRST_USES = 60;

interface SchemaArticleProps {
  api: string;
  version: string;
  schema: CompiledSchema;
}

/** One schema, whole: what it is, where it is used, what it looks like. */
export function SchemaArticle({ api, version, schema }: SchemaArticleProps) {
  const view = { href: (key: string) => routes.schema(api, version, key), idPrefix: "schema" };
  const node = { ...schema.schema, ref: undefined };
  return (
    <div className="grid grid-cols-1 gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,45rem)_minmax(21rem,1fr)]">
      <article className="min-w-0">
        <h1 className="font-mono text-xl break-words">{schema.name}</h1>
        <Markup className="param-head mt-1 mb-4 text-sm" html={typeLineHtml(node, view)} />
        <Markup html={schemaHtml(node, view)} />
        {schema.usedBy.length > 0 ? (
          <section aria-labelledby="used-by" className="mt-10">
            <SectionTitle id="used-by">Used by</SectionTitle>
            <OperationRows api={api} version={version} operations={schema.usedBy} />
          </section>
        ) : null}
        {schema.usedBySchemas.length > 0 ? (
          <section aria-labelledby="part-of" className="mt-10">
            <SectionTitle id="part-of">Part of</SectionTitle>
            <SchemaList api={api} version={version} schemas={schema.usedBySchemas.slice(0, FIRST_USES)} />
            {schema.usedBySchemas.length > FIRST_USES ? (
              <details className="disclosure">
                <summary className="schema-more">{schema.usedBySchemas.length - FIRST_USES} more</summary>
                <SchemaList api={api} version={version} schemas={schema.usedBySchemas.slice(FIRST_USES)} />
              </details>
            ) : null}
          </section>
        ) : null}
        <SchemaSteps api={api} version={version} previous={schema.previous} next={schema.next} />
      </article>
      <aside aria-label="Code" className="min-w-0">
        <div className="code-column">
          <ExampleList
            title={schema.examples.length > 1 ? "Examples" : "Example"}
            name="schema-example"
            left={schema.schema.left?.examples ?? 0}
            entries={schema.examples.map((example, i) => ({
              id: `schema-example-${i}`,
              label: example.summary ?? example.name,
              example,
            }))}
          />
        </div>
      </aside>
    </div>
  );
}

interface SchemaStepsProps {
  api: string;
  version: string;
  previous: SchemaRef | undefined;
  next: SchemaRef | undefined;
}

/** To the schema before and after, in the document's order. */
function SchemaSteps({ api, version, previous, next }: SchemaStepsProps) {
  if (!previous && !next) return null;
  const look = "min-w-0 truncate rounded-md py-1 font-mono text-muted hover:text-accent hover:underline";
  return (
    <nav
      aria-label="Neighbouring schemas"
      className="mt-10 flex justify-between gap-4 border-t border-rule pt-3 text-caption"
    >
      {previous ? (
        <Link
          href={routes.schema(api, version, previous.key)}
          prefetch={false}
          rel="prev"
          aria-label={`Previous schema: ${previous.name}`}
          className={look}
        >
          ← {previous.name}
        </Link>
      ) : (
        <span />
      )}
      {next ? (
        <Link
          href={routes.schema(api, version, next.key)}
          prefetch={false}
          rel="next"
          aria-label={`Next schema: ${next.name}`}
          className={look}
        >
          {next.name} →
        </Link>
      ) : null}
    </nav>
  );
}
