import type { Metadata } from "next";
import { EditApiForm } from "#components/publish/edit-api-form.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { routes } from "#lib/routes.ts";
import { getGuide } from "#server/catalog/index.ts";
import { deleteApiAction, updateApiAction } from "../actions.ts";
import { ChangeList } from "./_parts/change-list.tsx";
import { GuideList } from "./_parts/guide-list.tsx";
import { requireOwnApi } from "./_parts/own.ts";
import { PlanList } from "./_parts/plan-list.tsx";
import { VersionList } from "./_parts/version-list.tsx";

type Params = { params: Promise<{ api: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: (await requireOwnApi((await params).api)).api.name };
}

export default async function PublishApiPage({ params }: Params) {
  const { ctx, api } = await requireOwnApi((await params).api);
  const guides = await Promise.all(
    api.guides.map(({ slug }) => getGuide(ctx, { api: api.slug, guide: slug })),
  );
  const isPublished = api.versions.some((version) => version.publishedAt);
  const tabs = [
    { value: "versions", label: "Versions", content: <VersionList api={api} now={ctx.now} /> },
    { value: "plans", label: "Plans", content: <PlanList api={api} /> },
    { value: "guides", label: "Guides", content: <GuideList api={api} guides={guides} /> },
    { value: "changelog", label: "Changelog", content: <ChangeList api={api} now={ctx.now} /> },
    {
      value: "details",
      label: "Details and audience",
      content: (
        <div className="flex max-w-2xl flex-col gap-8">
          {api.isMine ? (
            <EditApiForm api={api} action={updateApiAction.bind(null, api.slug)} />
          ) : (
            <p className="text-sm text-muted">Only members with the role developer or higher change these.</p>
          )}
          {api.isMine && !isPublished ? (
            <ConfirmButton
              label="Delete API"
              title={`Delete ${api.name}?`}
              confirm="Delete API"
              done="Deleted."
              variant="danger"
              size="md"
              nameToType={api.name}
              action={deleteApiAction.bind(null, api.slug)}
            >
              All of its versions, revisions, guides and changes are lost. Once a version is published this is
              no longer possible.
            </ConfirmButton>
          ) : null}
        </div>
      ),
    },
  ];
  return (
    <>
      <PageHeader
        title={api.name}
        lead={api.summary}
        breadcrumbs={[{ label: "Your APIs", href: routes.publish() }]}
        actions={<LinkButton href={routes.api(api.slug)}>See it in the catalog</LinkButton>}
      />
      <Tabs label="Parts of this API" tabs={tabs} />
    </>
  );
}
