import { ScrollText } from "lucide-react";
import type { Metadata } from "next";
import { ApiLinkedData } from "#app/_parts/linked-data.tsx";
import { pageMetadata } from "#app/_parts/page-metadata.ts";
import { OverviewArticle } from "#components/reference/overview-article.tsx";
import { SchemaIndex } from "#components/reference/schema-index.tsx";
import { SectionTitle } from "#components/reference/section-title.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { routes } from "#lib/routes.ts";
import { env } from "#server/platform/env.ts";
import { listOperations, listSchemas } from "#server/specs/index.ts";
import { isListed, loadVersion } from "../../../_parts/load.ts";
import { NoDocument } from "./_parts/no-document.tsx";
import { ReferencePage } from "./_parts/reference-page.tsx";
import { VersionTakeAlong } from "./_parts/version-take-along.tsx";

const MOST_WEBHOOKS = 200;

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
  const [schemas, webhooks] = await Promise.all([
    overview.schemaCount > 0 ? listSchemas(documentId) : [],
    overview.webhookCount > 0 ? listOperations(documentId, { isWebhook: true }) : [],
  ]);
  const sandbox = `${env().PUBLIC_URL}/sandbox/${slug}/${loaded.name}`;
  return (
    <ReferencePage version={loaded}>
      <ApiLinkedData api={loaded.api} version={loaded.name} />
      <div className="max-w-4xl">
        {overview.logo ? (
          // biome-ignore lint/performance/noImgElement: the image is in the document itself, as a data: address
          <img
            src={overview.logo.src}
            alt={overview.logo.alt}
            className="mb-4 max-h-14 max-w-60 object-contain"
          />
        ) : null}
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
        <OverviewArticle
          api={slug}
          version={loaded.name}
          overview={overview}
          webhooks={webhooks.slice(0, MOST_WEBHOOKS)}
          sandbox={loaded.lifecycle === "retired" ? null : sandbox}
        />
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
