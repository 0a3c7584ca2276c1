import { Package } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { SubscribeForm } from "#components/apps/subscribe-form.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { routes } from "#lib/routes.ts";
import { getApi, searchCatalog } from "#server/catalog/index.ts";
import { AppStop, mayGrow } from "../_parts/app-stop.tsx";
import { loadApp } from "../_parts/load-app.ts";
import { subscribeAction } from "../actions.ts";

export const metadata: Metadata = { title: "Add a plan" };

interface Props {
  params: Promise<{ app: string }>;
  searchParams: Promise<{ api?: string }>;
}

export default async function SubscribePage({ params, searchParams }: Props) {
  const { ctx, app } = await loadApp((await params).app);
  const { results } = await searchCatalog(ctx, { sort: "name", pageSize: 100 });
  const apis = results
    .map(({ api }) => api)
    .filter(({ planCount, isReadable }) => isReadable && planCount > 0);
  const wanted = (await searchParams).api;
  const chosen = apis.find(({ slug }) => slug === wanted) ?? apis[0];
  const held = new Set(
    app.subscriptions
      .filter(({ state }) => state === "active" || state === "pending")
      .map(({ plan }) => plan.id),
  );
  const plans = chosen
    ? (await getApi(ctx, { api: chosen.slug })).plans.filter((plan) => !plan.archivedAt)
    : [];
  const open = plans.filter(({ id }) => !held.has(id));
  return (
    <div className="max-w-prose">
      <PageHeader
        breadcrumbs={[
          { label: "Apps", href: routes.apps() },
          { label: app.name, href: routes.app(app.id) },
        ]}
        title="Add a plan"
        lead="A plan says how much of an API the app may use, and on which terms."
      />
      {mayGrow(app) ? (
        <>
          <nav aria-label="API" className="mb-6 flex flex-wrap gap-1 border-b border-rule pb-3 text-sm">
            {apis.map((api) => (
              <Link
                key={api.slug}
                href={`${routes.appSubscribe(app.id)}?api=${encodeURIComponent(api.slug)}`}
                aria-current={api.slug === chosen?.slug ? "true" : undefined}
                className="rounded-md px-3 py-1.5 text-muted hover:bg-hover hover:text-ink aria-[current]:bg-hover aria-[current]:font-medium aria-[current]:text-ink"
              >
                {api.name}
              </Link>
            ))}
          </nav>
          {open.length > 0 ? (
            <SubscribeForm key={chosen?.slug} plans={open} action={subscribeAction.bind(null, app.id)} />
          ) : (
            <EmptyState
              icon={<Package />}
              title={chosen ? `Nothing more to add for ${chosen.name}` : "No plans are offered yet"}
              action={<LinkButton href={routes.app(app.id)}>Back to {app.name}</LinkButton>}
            >
              {chosen
                ? "The app has every plan of this API already. Choose another API above."
                : "Come back when a publisher offers one."}
            </EmptyState>
          )}
        </>
      ) : (
        <AppStop app={app} orgName={ctx.caller.orgName} />
      )}
    </div>
  );
}
