import { described } from "#components/reference/html.ts";
import { Markup } from "#components/reference/markup.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { limitsOf } from "#lib/format.ts";
import { routes } from "#lib/routes.ts";
import type { PlanSummary } from "#server/catalog/schema.ts";

interface PlanListProps {
  api: string;
  plans: PlanSummary[];
  /** Level of each plan's heading. */
  level?: 2 | 3;
  /** Without access to the API a plan is shown, and not yet to be had. */
  isReadable: boolean;
}

/** The ways to get access, side by side: how much, on what terms, and how soon. */
export function PlanList({ api, plans, level = 3, isReadable }: PlanListProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <ul className="divide-y divide-rule rounded-lg border border-rule bg-raised">
      {plans.map((plan) => (
        <li
          key={plan.id}
          id={`plan-${plan.slug}`}
          className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-5 py-4"
        >
          <div className="min-w-0 flex-1 basis-72">
            <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
              <Heading className="text-sm font-semibold">{plan.name}</Heading>
              {plan.needsApproval ? <Badge>On request</Badge> : <Badge tone="good">At once</Badge>}
            </div>
            {plan.summary ? <p className="mt-0.5 text-sm text-muted">{plan.summary}</p> : null}
            <p className="mt-1 text-caption text-muted tabular-nums">{limits(plan)}</p>
            {plan.apis.length > 1 ? (
              <p className="mt-1 text-caption text-faint">
                Opens {plan.apis.map(({ name }) => name).join(", ")}
              </p>
            ) : null}
            {plan.termsHtml ? (
              <details className="disclosure mt-2">
                <summary className="text-caption text-muted">Terms, version {plan.termsVersion}</summary>
                <Markup className="prose mt-2 text-sm" html={described(plan.termsHtml)} />
              </details>
            ) : null}
          </div>
          {isReadable ? (
            <LinkButton
              href={`${routes.apiStart(api)}?plan=${encodeURIComponent(plan.id)}`}
              prefetch={false}
              size="sm"
            >
              {plan.needsApproval ? "Ask for access" : "Get a key"}
              <span className="sr-only"> with the plan {plan.name}</span>
            </LinkButton>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function limits(plan: PlanSummary): string {
  const scopes = plan.scopes.length > 0 ? ` · scopes ${plan.scopes.join(", ")}` : "";
  return `${limitsOf(plan)}${scopes}`;
}
