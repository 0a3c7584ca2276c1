import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { pageMetadata } from "#app/_parts/page-metadata.ts";
import { ExternalLink } from "#components/reference/external-link.tsx";
import { described } from "#components/reference/html.ts";
import { Markup } from "#components/reference/markup.tsx";
import { OperationRows } from "#components/reference/operation-rows.tsx";
import { SectionTitle } from "#components/reference/section-title.tsx";
import { TagRows } from "#components/reference/tag-rows.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { routes } from "#lib/routes.ts";
import { listOperations } from "#server/specs/index.ts";
import { decoded, isListed, loadVersion, orMissing } from "../../../../../_parts/load.ts";
import { ReferencePage } from "../../_parts/reference-page.tsx";

type Props = {
  params: Promise<{ api: string; version: string; tag: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const PAGE_SIZE = 100;

const load = cache(async (api: string, version: string, tagKey: string) => {
  const loaded = await loadVersion(api, version);
  const { documentId, overview } = loaded;
  const key = decoded(tagKey);
  if (!documentId || !overview) notFound();
  const place = { api: loaded.api.slug, version: loaded.name, kind: "tag" as const, key };
  const tag = await orMissing(Promise.resolve(overview.tags.find((entry) => entry.key === key)), place);
  return { loaded, documentId, overview, tag };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { api, version, tag: key } = await params;
  const { loaded, tag } = await load(api, version, key);
  return pageMetadata({
    title: `${tag.name} · ${loaded.api.name} ${loaded.name}`,
    description:
      tag.summary ??
      `The ${tag.operationCount} operations of ${tag.name} in ${loaded.api.name} ${loaded.name}.`,
    path: routes.tag(loaded.api.slug, loaded.name, tag.key),
    isListed: isListed(loaded),
    hasPicture: isListed(loaded),
  });
}

export default async function TagPage({ params, searchParams }: Props) {
  const { api, version, tag: key } = await params;
  const { loaded, documentId, overview, tag } = await load(api, version, key);
  const operations = await listOperations(documentId, { tag: tag.key });
  const slug = loaded.api.slug;
  const children = overview.tags.filter(({ parent }) => parent === tag.key);
  const href = (page: number) =>
    `${routes.tag(slug, loaded.name, tag.key)}${page > 1 ? `?page=${page}` : ""}`;
  const pageCount = Math.max(1, Math.ceil(operations.length / PAGE_SIZE));
  const page = Math.min(pageCount, Math.max(1, Number((await searchParams).page) || 1));
  const from = (page - 1) * PAGE_SIZE;
  const shown = operations.slice(from, from + PAGE_SIZE);
  return (
    <ReferencePage version={loaded} place={{ kind: "tag", key: tag.key }}>
      <PageHeader title={tag.name} lead={tag.summary} />
      {tag.descriptionHtml ? (
        <Markup className="prose mb-8" html={described(tag.descriptionHtml, 2)} />
      ) : null}
      {tag.externalDocs ? <ExternalLink docs={tag.externalDocs} /> : null}
      {children.length > 0 ? (
        <section aria-labelledby="tags" className="mb-8">
          <SectionTitle id="tags">Under {tag.name}</SectionTitle>
          <TagRows api={slug} version={loaded.name} tags={children} all={overview.tags} />
        </section>
      ) : null}
      <OperationRows api={slug} version={loaded.name} operations={shown} />
      <Pagination
        previous={page > 1 ? href(page - 1) : null}
        next={page < pageCount ? href(page + 1) : null}
        summary={
          pageCount > 1
            ? `${from + 1}–${from + shown.length} of ${operations.length} operations`
            : `${operations.length} ${operations.length === 1 ? "operation" : "operations"}`
        }
      />
    </ReferencePage>
  );
}
