import { BookUp, Plus } from "lucide-react";
import type { Metadata } from "next";
import { OwnApiTable } from "#components/publish/own-api-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { routes } from "#lib/routes.ts";
import { listApis, mayCreateApi } from "#server/catalog/index.ts";
import { requireContext } from "#server/platform/session.ts";
import { NotPublishing } from "./_parts/not-publishing.tsx";

export const metadata: Metadata = { title: "Your APIs" };

export default async function PublishPage({ searchParams }: { searchParams: Promise<{ cursor?: string }> }) {
  const ctx = await requireContext();
  const header = { title: "Your APIs", lead: `What ${ctx.caller.orgName} publishes, drafts included.` };
  if (!ctx.caller.isPublisher) {
    return (
      <>
        <PageHeader title="Your APIs" />
        <NotPublishing orgName={ctx.caller.orgName} />
      </>
    );
  }
  const { items, next } = await listApis(ctx, { mine: true, ...(await searchParams) });
  const create = (await mayCreateApi(ctx)) ? (
    <LinkButton href={routes.publishNewApi()} variant="primary">
      <Plus aria-hidden /> New API
    </LinkButton>
  ) : null;
  return (
    <>
      <PageHeader {...header} actions={items.length > 0 ? create : null} />
      {items.length > 0 ? (
        <OwnApiTable apis={items} now={ctx.now} />
      ) : (
        <EmptyState icon={<BookUp />} title="No API yet" action={create}>
          Create an API, drop its OpenAPI document into a version, look at what we found, and publish. Nobody
          outside your organisation sees it before that.
        </EmptyState>
      )}
      <Pagination
        previous={null}
        next={next ? `${routes.publish()}?cursor=${encodeURIComponent(next)}` : null}
      />
    </>
  );
}
