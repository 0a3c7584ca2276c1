import { Package } from "lucide-react";
import Link from "next/link";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { Answer } from "#lib/answer.ts";
import { limitsOf } from "#lib/format.ts";
import { routes } from "#lib/routes.ts";
import type { SubscriptionStateName, SubscriptionSummary } from "#server/apps/schema.ts";

const STATE: Record<SubscriptionStateName, { word: string; tone: Tone }> = {
  active: { word: "Active", tone: "good" },
  pending: { word: "Waiting for approval", tone: "attention" },
  rejected: { word: "Declined", tone: "danger" },
  cancelled: { word: "Cancelled", tone: "neutral" },
};

interface SubscriptionListProps {
  subscriptions: readonly SubscriptionSummary[];
  now: Date;
  /** Null for those who may only look. */
  cancel: ((subscriptionId: string) => Promise<Answer<unknown>>) | null;
}

/** The plans an app has, with what each opens and how much it allows. */
export function SubscriptionList({ subscriptions, now, cancel }: SubscriptionListProps) {
  if (subscriptions.length === 0) {
    return (
      <EmptyState icon={<Package />} title="No plans yet">
        A plan opens one or more APIs to this app. Its keys work for all of them.
      </EmptyState>
    );
  }
  return (
    <ul className="divide-y divide-rule">
      {subscriptions.map((subscription) => {
        const { id, state, plan, apis, termsVersion, termsAcceptedAt } = subscription;
        const isOpen = state === "active" || state === "pending";
        return (
          <li key={id} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-5 py-4">
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-2">
                <span className="font-medium">{plan.name}</span>
                <Badge tone={STATE[state].tone}>{STATE[state].word}</Badge>
                {subscription.hasNewerTerms && isOpen ? <Badge tone="attention">New terms</Badge> : null}
              </p>
              <p className="text-sm">
                {apis.map(({ slug, name }, index) => (
                  <span key={slug}>
                    {index > 0 ? ", " : ""}
                    <Link
                      href={routes.api(slug)}
                      className="underline decoration-rule underline-offset-2 hover:decoration-accent"
                    >
                      {name}
                    </Link>
                  </span>
                ))}
              </p>
              <p className="text-caption text-muted">
                {limitsOf(plan)} · terms version {termsVersion} accepted{" "}
                <RelativeTime at={termsAcceptedAt} now={now} />
              </p>
            </div>
            {cancel && isOpen ? (
              <ConfirmButton
                label="Cancel plan"
                title={`Cancel the plan ${plan.name}?`}
                confirm="Cancel plan"
                done={`The plan ${plan.name} is cancelled`}
                action={cancel.bind(null, id)}
              >
                This app's keys stop working for {apis.map(({ name }) => name).join(", ") || "its APIs"} at
                once, unless another of its plans opens them.
              </ConfirmButton>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
