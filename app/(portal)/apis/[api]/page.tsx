import "#components/reference/reference.css";
import type { Metadata } from "next";
import { ApiLinkedData } from "#app/_parts/linked-data.tsx";
import { pageMetadata } from "#app/_parts/page-metadata.ts";
import { AccessPanel } from "#components/catalog/access-panel.tsx";
import { ApiFacts } from "#components/catalog/api-facts.tsx";
import { ChangeList } from "#components/catalog/change-list.tsx";
import { GuideList } from "#components/catalog/guide-list.tsx";
import { PlanList } from "#components/catalog/plan-list.tsx";
import { StartPanel } from "#components/catalog/start-panel.tsx";
import { StopNotice } from "#components/catalog/stop-notice.tsx";
import { VersionNotice } from "#components/catalog/version-notice.tsx";
import { VersionTable } from "#components/catalog/version-table.tsx";
import { described } from "#components/reference/html.ts";
import { Markup } from "#components/reference/markup.tsx";
import { TagRows } from "#components/reference/tag-rows.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { routes } from "#lib/routes.ts";
import { currentContext } from "#server/platform/session.ts";
import { getOverview } from "#server/specs/index.ts";
import { isOpen, loadApi } from "../_parts/load.ts";
import { findAccessStanding } from "./_parts/access-standing.ts";
import { ApiHeader } from "./_parts/api-header.tsx";
import { Part } from "./_parts/part.tsx";
import { findStanding } from "./_parts/standing.ts";
import { askForAccessAction, withdrawAccessAction } from "./actions.ts";

type Props = { params: Promise<{ api: string }> };

const CHANGES_SHOWN = 4;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const api = await loadApi((await params).api);
  return pageMetadata({
    title: `${api.name} API by ${api.owner.name}`,
    description: api.summary,
    path: routes.api(api.slug),
    isListed: isOpen(api),
    hasPicture: isOpen(api),
  });
}

export default async function ApiPage({ params }: Props) {
  const api = await loadApi((await params).api);
  const ctx = await currentContext();
  const orgId = ctx.caller.kind === "member" ? ctx.caller.orgId : "";
  const latest = api.versions.find(({ name }) => name === api.latest?.name);
  const documentId = latest?.revision?.documentId;
  const [overview, standing, access] = await Promise.all([
    documentId ? getOverview(documentId) : null,
    findStanding(ctx, api.slug),
    api.isReadable ? null : findAccessStanding(ctx, api.slug),
  ]);
  const isCallable = latest?.lifecycle === "published" || latest?.lifecycle === "deprecated";
  return (
    <>
      <ApiLinkedData api={api} />
      <ApiHeader api={api} />
      <StopNotice stop={api.stop} now={ctx.now} />
      {latest ? (
        <VersionNotice version={latest} latest={null} hrefOf={(name) => routes.version(api.slug, name)} />
      ) : null}
      <div className="grid grid-cols-1 gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-12">
          {api.descriptionHtml ? <Markup className="prose" html={described(api.descriptionHtml, 2)} /> : null}
          {latest && overview ? (
            <Part
              id="operations"
              title="Operations"
              href={routes.version(api.slug, latest.name)}
              word="Whole reference"
            >
              <TagRows api={api.slug} version={latest.name} tags={overview.tags.slice(0, 60)} />
            </Part>
          ) : null}
          <Part
            id="plans"
            title="Plans"
            href={api.plans.length > 3 ? routes.apiPlans(api.slug) : null}
            word="All plans"
          >
            {api.plans.length > 0 ? (
              <PlanList api={api.slug} plans={api.plans.slice(0, 4)} isReadable={api.isReadable} />
            ) : (
              <EmptyState
                title="No plan has been opened yet"
                action={
                  api.isMine ? <LinkButton href={routes.publishApi(api.slug)}>Add a plan</LinkButton> : null
                }
              >
                A plan says how much may be called, and on what terms. Without one there are no keys.
              </EmptyState>
            )}
          </Part>
          {api.guides.length > 0 ? (
            <Part id="guides" title="Guides">
              <GuideList api={api.slug} guides={api.guides} />
            </Part>
          ) : null}
          {api.versions.length > 0 ? (
            <Part id="versions" title="Versions">
              <VersionTable api={api.slug} versions={api.versions} now={ctx.now} />
            </Part>
          ) : null}
          {api.changes.length > 0 ? (
            <Part
              id="changes"
              title="What changed"
              href={routes.apiChangelog(api.slug)}
              word="Whole changelog"
            >
              <ChangeList changes={api.changes.slice(0, CHANGES_SHOWN)} now={ctx.now} />
            </Part>
          ) : null}
        </div>
        <aside
          aria-label="Get started"
          className="flex flex-col gap-6 max-lg:contents lg:sticky lg:top-[calc(var(--header-height)+1.5rem)] lg:self-start"
        >
          <div className="min-w-0 max-lg:order-first">
            {access ? (
              <AccessPanel
                api={api}
                standing={access}
                now={ctx.now}
                ask={askForAccessAction.bind(null, orgId, api.slug)}
                withdraw={withdrawAccessAction.bind(null, orgId, api.slug)}
              />
            ) : (
              <StartPanel
                api={api}
                standing={standing}
                hasPlans={api.plans.length > 0}
                isCallable={isCallable}
                referenceHref={latest && overview ? routes.version(api.slug, latest.name) : null}
              />
            )}
          </div>
          <div className="min-w-0 max-lg:order-last">
            <ApiFacts api={api} />
          </div>
        </aside>
      </div>
    </>
  );
}
