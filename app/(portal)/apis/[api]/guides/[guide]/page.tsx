import type { Metadata } from "next";
import Link from "next/link";
import { cache } from "react";
import { pageMetadata } from "#app/_parts/page-metadata.ts";
import { described } from "#components/reference/html.ts";
import { Markup } from "#components/reference/markup.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { routes } from "#lib/routes.ts";
import { getGuide } from "#server/catalog/index.ts";
import { orNotFound } from "#server/platform/action.ts";
import { currentContext } from "#server/platform/session.ts";
import { decoded, isOpenInside, loadApi } from "../../../_parts/load.ts";

type Props = { params: Promise<{ api: string; guide: string }> };

const load = cache(async (apiSlug: string, guideSlug: string) => {
  const api = await loadApi(apiSlug);
  return {
    api,
    guide: await orNotFound(getGuide(await currentContext(), { api: api.slug, guide: decoded(guideSlug) })),
  };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { api: apiSlug, guide: guideSlug } = await params;
  const { api, guide } = await load(apiSlug, guideSlug);
  return pageMetadata({
    title: `${guide.title} · ${api.name}`,
    description: guide.summary || `A guide of ${api.name}: ${api.summary}`,
    path: routes.apiGuide(api.slug, guide.slug),
    isListed: isOpenInside(api),
    hasPicture: isOpenInside(api),
  });
}

export default async function ApiGuidePage({ params }: Props) {
  const { api: apiSlug, guide: guideSlug } = await params;
  const { api, guide } = await load(apiSlug, guideSlug);
  return (
    <div className="grid grid-cols-1 gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_16rem]">
      <article className="min-w-0">
        <PageHeader
          title={guide.title}
          lead={guide.summary}
          breadcrumbs={[
            { label: "APIs", href: routes.catalog() },
            { label: api.name, href: routes.api(api.slug) },
          ]}
        />
        <Markup className="prose" html={described(guide.html, 2)} />
      </article>
      <nav
        aria-label={`Guides of ${api.name}`}
        className="lg:sticky lg:top-[calc(var(--header-height)+1.5rem)] lg:self-start"
      >
        <h2 className="mb-2 text-caption font-semibold">Guides of {api.name}</h2>
        <ul className="text-sm">
          {api.guides.map(({ id, slug, title }) => (
            <li key={id}>
              <Link
                href={routes.apiGuide(api.slug, slug)}
                aria-current={slug === guide.slug ? "page" : undefined}
                className="block rounded-md px-2 py-1.5 text-muted hover:bg-hover hover:text-ink aria-[current]:bg-accent-soft aria-[current]:text-accent"
              >
                {title}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}
