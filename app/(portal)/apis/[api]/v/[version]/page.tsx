import { ScrollText } from "lucide-react";
import type { Metadata } from "next";
import { ApiLinkedData } from "#app/_parts/linked-data.tsx";
import { pageMetadata } from "#app/_parts/page-metadata.ts";
import { described } from "#components/reference/html.ts";
import { Markup } from "#components/reference/markup.tsx";
import { SchemaIndex } from "#components/reference/schema-index.tsx";
import { SchemeList } from "#components/reference/scheme-list.tsx";
import { SectionTitle } from "#components/reference/section-title.tsx";
import { ServerList } from "#components/reference/server-list.tsx";
import { TagRows } from "#components/reference/tag-rows.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { routes } from "#lib/routes.ts";
import { env } from "#server/platform/env.ts";
import { listSchemas } from "#server/specs/index.ts";
import { isListed, loadVersion } from "../../../_parts/load.ts";
import { NoDocument } from "./_parts/no-document.tsx";
import { ReferencePage } from "./_parts/reference-page.tsx";
import { VersionTakeAlong } from "./_parts/version-take-along.tsx";

type Props = { params: Promise<{ api: string; version: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { api, version } = await params;
  const loaded = await loadVersion(api, version);
  return pageMetadata({
    title: `${loaded.api.name} ${loaded.name} reference`,
    description: `Reference of ${loaded.api.name} ${loaded.name}: ${loaded.api.summary}`,
    path: routes.version(loaded.api.slug, loaded.name),
    isListed: isListed(loaded),
    hasPicture: isListed(loaded),
  });
}

export default async function VersionPage({ params }: Props) {
  const { api, version } = await params;
  const loaded = await loadVersion(api, version);
  const { documentId, overview } = loaded;
  if (!documentId || !overview) return <NoDocument version={loaded} />;
  const slug = loaded.api.slug;
  const schemas = await listSchemas(documentId);
  const sandbox = `${env().PUBLIC_URL}/sandbox/${slug}/${loaded.name}`;
  return (
    <ReferencePage version={loaded} overview={overview} entry="overview">
      <ApiLinkedData api={loaded.api} version={loaded.name} />
      <div className="max-w-4xl">
        <PageHeader
          title={`${loaded.api.name} ${loaded.name}`}
          lead={overview.summary ?? loaded.api.summary}
          actions={
            <>
              <VersionTakeAlong version={loaded} />
              <LinkButton href={routes.redoc(slug, loaded.name)} prefetch={false} size="sm">
                <ScrollText aria-hidden /> One long page
              </LinkButton>
            </>
          }
        />
        <p className="-mt-4 mb-8 text-caption text-muted">
          {overview.operationCount} {overview.operationCount === 1 ? "operation" : "operations"} ·{" "}
          {overview.schemaCount} {overview.schemaCount === 1 ? "schema" : "schemas"} · document version{" "}
          {overview.version} · OpenAPI {overview.specVersion}
        </p>
        {overview.descriptionHtml ? (
          <Markup className="prose" html={described(overview.descriptionHtml, 2)} />
        ) : null}
        <section aria-labelledby="servers" className="mt-10">
          <SectionTitle id="servers">Where to call</SectionTitle>
          <ServerList servers={overview.servers} sandbox={loaded.lifecycle === "retired" ? null : sandbox} />
        </section>
        {overview.securitySchemes.length > 0 ? (
          <section aria-labelledby="authentication" className="mt-10">
            <SectionTitle id="authentication">Authentication</SectionTitle>
            <SchemeList schemes={overview.securitySchemes} />
          </section>
        ) : null}
        <section aria-labelledby="operations" className="mt-10">
          <SectionTitle id="operations">Operations</SectionTitle>
          {overview.tags.length > 0 ? (
            <TagRows api={slug} version={loaded.name} tags={overview.tags} />
          ) : (
            <EmptyState title="This document has no operations">
              It may describe webhooks or schemas only.
            </EmptyState>
          )}
        </section>
        {schemas.length > 0 ? (
          <section aria-labelledby="schemas" className="mt-10">
            <SectionTitle id="schemas">Schemas</SectionTitle>
            <SchemaIndex api={slug} version={loaded.name} schemas={schemas} />
          </section>
        ) : null}
      </div>
    </ReferencePage>
  );
}
