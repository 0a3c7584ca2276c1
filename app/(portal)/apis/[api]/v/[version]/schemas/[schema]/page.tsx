import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { pageMetadata } from "#app/_parts/page-metadata.ts";
import { SchemaArticle } from "#components/reference/schema-article.tsx";
import { typeSummary } from "#components/reference/schema-html.ts";
import { placeTexts } from "#lib/reference-links.ts";
import { routes } from "#lib/routes.ts";
import { getSchema } from "#server/specs/index.ts";
import { decoded, isListed, loadVersion, orMissing } from "../../../../../_parts/load.ts";
import { ReferencePage } from "../../_parts/reference-page.tsx";

type Props = { params: Promise<{ api: string; version: string; schema: string }> };

const load = cache(async (api: string, version: string, schema: string) => {
  const loaded = await loadVersion(api, version);
  const { documentId, overview } = loaded;
  if (!documentId || !overview) notFound();
  const key = decoded(schema);
  const place = { api: loaded.api.slug, version: loaded.name, kind: "schema" as const, key };
  const found = await orMissing(getSchema(documentId, key), place);
  return { loaded, schema: placeTexts(found, loaded.place) };
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
  const { loaded, schema } = await load(api, version, key);
  const slug = loaded.api.slug;
  return (
    <ReferencePage version={loaded} place={{ kind: "schema", key: schema.key }}>
      <SchemaArticle api={slug} version={loaded.name} schema={schema} />
    </ReferencePage>
  );
}
