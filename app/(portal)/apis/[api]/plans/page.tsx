import "#components/reference/reference.css";
import type { Metadata } from "next";
import { PlanList } from "#components/catalog/plan-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { routes } from "#lib/routes.ts";
import { loadApi } from "../../_parts/load.ts";

type Props = { params: Promise<{ api: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const api = await loadApi((await params).api);
  return {
    title: `Plans of ${api.name}`,
    description: `How much of ${api.name} may be called, on what terms, and how to get access.`,
    alternates: { canonical: routes.apiPlans(api.slug) },
  };
}

export default async function PlansPage({ params }: Props) {
  const api = await loadApi((await params).api);
  return (
    <div className="max-w-4xl">
      <PageHeader
        title={`Plans of ${api.name}`}
        lead="Each plan says how much may be called, on what terms, and whether the publisher decides first."
        breadcrumbs={[
          { label: "APIs", href: routes.catalog() },
          { label: api.name, href: routes.api(api.slug) },
        ]}
      />
      {api.plans.length > 0 ? (
        <PlanList api={api.slug} plans={api.plans} level={2} isReadable={api.isReadable} />
      ) : (
        <EmptyState
          title="No plan has been opened yet"
          action={<LinkButton href={routes.api(api.slug)}>Back to {api.name}</LinkButton>}
        >
          Without a plan there are no keys. The publisher can open one at any time.
        </EmptyState>
      )}
    </div>
  );
}
