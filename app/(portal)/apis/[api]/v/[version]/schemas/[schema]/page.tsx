import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { SchemaArticle } from "#components/reference/schema-article.tsx";
import { typeSummary } from "#components/reference/schema-html.ts";
import { placeTexts } from "#lib/reference-links.ts";
import { routes } from "#lib/routes.ts";
import { orNotFound } from "#server/platform/action.ts";
import { getSchema } from "#server/specs/index.ts";
import { decoded, loadVersion } from "../../../../../_parts/load.ts";
import { ReferencePage } from "../../_parts/reference-page.tsx";

type Props = { params: Promise<{ api: string; version: string; schema: string }> };

const load = cache(async (api: string, version: string, schema: string) => {
  const loaded = await loadVersion(api, version);
  const { documentId, overview } = loaded;
  if (!documentId || !overview) notFound();
  return {
    loaded,
    overview,
    schema: placeTexts(await orNotFound(getSchema(documentId, decoded(schema))), loaded.place),
  };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { api, version, schema: key } = await params;
  const { loaded, schema } = await load(api, version, key);
  return {
    title: `${schema.name} · ${loaded.api.name} ${loaded.name}`,
    description: `The schema ${schema.name} of ${loaded.api.name} ${loaded.name}: ${typeSummary({ ...schema.schema, ref: undefined })}.`,
    alternates: { canonical: routes.schema(loaded.api.slug, loaded.name, schema.key) },
  };
}

export default async function SchemaPage({ params }: Props) {
  const { api, version, schema: key } = await params;
  const { loaded, overview, schema } = await load(api, version, key);
  const slug = loaded.api.slug;
  return (
    <ReferencePage
      version={loaded}
      overview={overview}
      entry="schemas"
      inVersion={(name) => routes.schema(slug, name, schema.key)}
    >
      <SchemaArticle api={slug} version={loaded.name} schema={schema} />
    </ReferencePage>
  );
}
