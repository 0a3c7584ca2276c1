import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { RedocFrame } from "#components/reference/redoc-frame.tsx";
import { TagRows } from "#components/reference/tag-rows.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { routes } from "#lib/routes.ts";
import { readTheme, THEME_COOKIE } from "#lib/theme.ts";
import { loadVersion } from "../../../../_parts/load.ts";
import { NoDocument } from "../_parts/no-document.tsx";
import { findRedocDocument } from "../_parts/redoc-document.ts";
import "#components/reference/reference.css";

type Props = { params: Promise<{ api: string; version: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { api, version } = await params;
  const loaded = await loadVersion(api, version);
  return {
    title: `${loaded.api.name} ${loaded.name} on one page`,
    alternates: { canonical: routes.version(loaded.api.slug, loaded.name) },
  };
}

export default async function RedocPage({ params }: Props) {
  const { api, version } = await params;
  const loaded = await loadVersion(api, version);
  const { documentId, overview } = loaded;
  if (!documentId || !overview) return <NoDocument version={loaded} />;
  const slug = loaded.api.slug;
  const isShown = (await findRedocDocument(documentId)) !== null;
  const theme = readTheme((await cookies()).get(THEME_COOKIE)?.value);
  const tags = <TagRows api={slug} version={loaded.name} tags={overview.tags} />;
  return (
    <>
      <PageHeader
        title={`${loaded.api.name} ${loaded.name} on one page`}
        breadcrumbs={[
          { label: "APIs", href: routes.catalog() },
          { label: loaded.api.name, href: routes.api(slug) },
          { label: loaded.name, href: routes.version(slug, loaded.name) },
        ]}
        actions={<LinkButton href={routes.version(slug, loaded.name)}>A page per operation</LinkButton>}
      />
      {isShown ? (
        <RedocFrame
          src={routes.redocFrame(slug, loaded.name) + (theme ? `?theme=${theme}` : "")}
          title={`${loaded.api.name} ${loaded.name}, shown by Redoc`}
        >
          <Instead title="Redoc did not finish drawing this document" tags={tags} />
        </RedocFrame>
      ) : (
        <Instead title="This document is too long for one page" tags={tags} />
      )}
    </>
  );
}

function Instead({ title, tags }: { title: string; tags: ReactNode }) {
  return (
    <>
      <Notice title={title} className="mb-8">
        Redoc draws everything at once and would freeze the browser. Every operation has a fast page of its
        own instead.
      </Notice>
      <h2 className="mb-3 text-lg">Operations</h2>
      {tags}
    </>
  );
}
