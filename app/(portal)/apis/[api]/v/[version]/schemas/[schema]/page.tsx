import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { pageMetadata } from "#app/_parts/page-metadata.ts";
import { ExampleList } from "#components/reference/example-list.tsx";
import { html } from "#components/reference/html.ts";
import { Markup } from "#components/reference/markup.tsx";
import { OperationRows } from "#components/reference/operation-rows.tsx";
import { schemaHtml, typeLineHtml, typeSummary } from "#components/reference/schema-html.ts";
import { SectionTitle } from "#components/reference/section-title.tsx";
import { routes } from "#lib/routes.ts";
import { orNotFound } from "#server/platform/action.ts";
import { getSchema } from "#server/specs/index.ts";
import { decoded, isListed, loadVersion } from "../../../../../_parts/load.ts";
import { ReferencePage } from "../../_parts/reference-page.tsx";

type Props = { params: Promise<{ api: string; version: string; schema: string }> };

const load = cache(async (api: string, version: string, schema: string) => {
  const loaded = await loadVersion(api, version);
  const { documentId, overview } = loaded;
  if (!documentId || !overview) notFound();
  return { loaded, overview, schema: await orNotFound(getSchema(documentId, decoded(schema))) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { api, version, schema: key } = await params;
  const { loaded, schema } = await load(api, version, key);
  return pageMetadata({
    title: `${schema.name} · ${loaded.api.name} ${loaded.name}`,
    description: `The schema ${schema.name} of ${loaded.api.name} ${loaded.name}: ${typeSummary({ ...schema.schema, ref: undefined })}.`,
    path: routes.schema(loaded.api.slug, loaded.name, schema.key),
    isListed: isListed(loaded),
    hasPicture: isListed(loaded),
  });
}

export default async function SchemaPage({ params }: Props) {
  const { api, version, schema: key } = await params;
  const { loaded, overview, schema } = await load(api, version, key);
  const slug = loaded.api.slug;
  const view = { href: (name: string) => routes.schema(slug, loaded.name, name), idPrefix: "schema" };
  const node = { ...schema.schema, ref: undefined };
  return (
    <ReferencePage
      version={loaded}
      overview={overview}
      entry="schemas"
      inVersion={(name) => routes.schema(slug, name, schema.key)}
    >
      <div className="grid grid-cols-1 gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,45rem)_minmax(21rem,1fr)]">
        <article className="min-w-0">
          <h1 className="font-mono text-xl break-words">{schema.name}</h1>
          <Markup className="param-head mt-1 mb-4 text-sm" html={html`${typeLineHtml(node, view)}`} />
          <Markup html={schemaHtml(node, view)} />
          {schema.usedBy.length > 0 ? (
            <section aria-labelledby="used-by" className="mt-10">
              <SectionTitle id="used-by">Used by</SectionTitle>
              <OperationRows api={slug} version={loaded.name} operations={schema.usedBy} />
            </section>
          ) : null}
        </article>
        <aside aria-label="Code" className="min-w-0">
          <div className="code-column">
            <ExampleList
              title="Example"
              name="schema-example"
              entries={schema.examples.map((example, i) => ({
                id: `schema-example-${i}`,
                label: example.summary ?? example.name,
                example,
              }))}
            />
          </div>
        </aside>
      </div>
    </ReferencePage>
  );
}
