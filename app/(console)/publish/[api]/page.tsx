import type { Metadata } from "next";
import { StopNotice } from "#components/catalog/stop-notice.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { routes } from "#lib/routes.ts";
import { getGuide } from "#server/catalog/index.ts";
import { AccessList } from "./_parts/access-list.tsx";
import { ChangeList } from "./_parts/change-list.tsx";
import { Details } from "./_parts/details.tsx";
import { GuideList } from "./_parts/guide-list.tsx";
import { requireOwnApi } from "./_parts/own.ts";
import { PeopleList } from "./_parts/people-list.tsx";
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
  const tabs = [
    { value: "versions", label: "Versions", content: <VersionList api={api} now={ctx.now} /> },
    { value: "plans", label: "Plans", content: <PlanList api={api} /> },
    { value: "guides", label: "Guides", content: <GuideList api={api} guides={guides} /> },
    { value: "changelog", label: "Changelog", content: <ChangeList api={api} now={ctx.now} /> },
    { value: "access", label: "Access", content: <AccessList ctx={ctx} api={api} /> },
    { value: "people", label: "People", content: <PeopleList ctx={ctx} api={api} /> },
    {
      value: "details",
      label: "Details and audience",
      content: <Details api={api} />,
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
      <StopNotice stop={api.stop} now={ctx.now} />
      <Tabs label="Parts of this API" tabs={tabs} />
    </>
  );
}
