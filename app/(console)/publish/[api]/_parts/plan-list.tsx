import { PlanForm } from "#components/publish/plan-form.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { limitsOf } from "#lib/format.ts";
import type { ApiDetail } from "#server/catalog/schema.ts";
import { archivePlanAction, createPlanAction, updatePlanAction } from "../../actions.ts";

/** The terms under which an API is offered. */
export function PlanList({ api }: { api: ApiDetail }) {
  return (
    <div className="flex flex-col items-start gap-4">
      {api.plans.length === 0 ? (
        <p className="max-w-prose text-sm text-muted">
          Without a plan nobody can get a key. Offer one: how many calls, under which terms, and whether you
          want to approve each subscription.
        </p>
      ) : (
        <ul className="w-full divide-y divide-rule rounded-lg border border-rule bg-raised">
          {api.plans.map((plan) => (
            <li key={plan.id} className="flex flex-wrap items-center justify-between gap-3 px-5 py-4">
              <div className="min-w-0">
                <p className="flex items-center gap-2 font-medium">
                  {plan.name} {plan.needsApproval ? <Badge tone="note">With approval</Badge> : null}
                </p>
                <p className="text-caption text-muted">
                  {limitsOf(plan)} · terms version {plan.termsVersion} · opens{" "}
                  {plan.apis.map(({ name }) => name).join(", ")}
                </p>
              </div>
              {api.isMine ? (
                <span className="flex gap-2">
                  <FormDialog trigger={<Button size="sm">Change</Button>} title={`Change ${plan.name}`}>
                    <PlanForm plan={plan} action={updatePlanAction.bind(null, plan.id)} />
                  </FormDialog>
                  <ConfirmButton
                    label="Archive"
                    title={`Archive ${plan.name}?`}
                    confirm="Archive plan"
                    done="Archived."
                    action={archivePlanAction.bind(null, plan.id)}
                  >
                    Nobody can subscribe to it any more. Those who did keep it.
                  </ConfirmButton>
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {api.isMine ? (
        <FormDialog trigger={<Button>Add a plan</Button>} title="Add a plan">
          <PlanForm action={createPlanAction.bind(null, api.slug)} />
        </FormDialog>
      ) : null}
    </div>
  );
}
