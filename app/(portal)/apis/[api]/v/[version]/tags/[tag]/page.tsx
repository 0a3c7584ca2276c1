import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { pageMetadata } from "#app/_parts/page-metadata.ts";
import { ExternalLink } from "#components/reference/external-link.tsx";
import { described } from "#components/reference/html.ts";
import { Markup } from "#components/reference/markup.tsx";
import { OperationRows } from "#components/reference/operation-rows.tsx";
import { PathIndex } from "#components/reference/path-index.tsx";
import { isUnder, pathLevels } from "#components/reference/path-levels.ts";
import { SectionTitle } from "#components/reference/section-title.tsx";
import { TagRows } from "#components/reference/tag-rows.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { routes } from "#lib/routes.ts";
import { listOperations } from "#server/specs/index.ts";
import { decoded, isListed, loadVersion, orMissing } from "../../../../../_parts/load.ts";
import { pageOf, textOf } from "../../_parts/page-of.ts";
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
  const query = await searchParams;
  const under = textOf(query.under);
  const some = operations.filter(({ path }) => isUnder(path, under));
  const { shown, summary, previous, next } = pageOf(some, query.page, PAGE_SIZE, "operation");
  const href = (page: number | null) =>
    page === null ? null : routes.tag(slug, loaded.name, tag.key, { under, page });
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
      {operations.length > PAGE_SIZE ? (
        <PathIndex
          levels={pathLevels(
            operations.map(({ path }) => path),
            under,
          )}
          hrefOf={(path) => routes.tag(slug, loaded.name, tag.key, { under: path })}
        />
      ) : null}
      <OperationRows api={slug} version={loaded.name} operations={shown} />
      <Pagination previous={href(previous)} next={href(next)} summary={summary} />
    </ReferencePage>
  );
}
