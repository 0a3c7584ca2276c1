"use client";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { TextArea } from "#components/ui/text-area.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";
import type { PlanSummary } from "#server/catalog/schema.ts";

export function PlanForm({ action, plan }: { action: FormAction; plan?: PlanSummary }) {
  return (
    <KeptForm
      action={action}
      submit={plan ? "Save plan" : "Offer plan"}
      done={plan ? "Saved." : "The plan is on offer."}
    >
      {(faults) => (
        <>
          <div className="grid gap-5 sm:grid-cols-2">
            <TextField
              label="Name"
              name="name"
              required
              maxLength={60}
              defaultValue={plan?.name}
              error={faults.name}
            />
            {plan ? null : (
              <TextField
                label="Short name"
                name="slug"
                required
                maxLength={60}
                hint="Such as free or partner."
                error={faults.slug}
              />
            )}
            <TextField
              label="Calls per minute"
              name="ratePerMinute"
              type="number"
              min={1}
              required
              defaultValue={plan?.ratePerMinute ?? 60}
              error={faults.ratePerMinute}
            />
            <TextField
              label="Calls per month"
              name="quotaPerMonth"
              type="number"
              min={1}
              optional
              defaultValue={plan?.quotaPerMonth ?? ""}
              hint="Left empty, there is no limit."
              error={faults.quotaPerMonth}
            />
          </div>
          <TextField
            label="In one line"
            name="summary"
            optional
            maxLength={200}
            defaultValue={plan?.summary}
            error={faults.summary}
          />
          <TextField
            label="Scopes"
            name="scopes"
            optional
            defaultValue={plan?.scopes.join(" ")}
            hint="What an access token under this plan may carry, with spaces between."
            error={faults.scopes}
          />
          <TextArea
            label="Terms"
            name="termsMd"
            optional
            rows={6}
            defaultValue={plan?.termsMd}
            hint="Markdown. Other words make a new version of the terms, which consumers are asked to accept."
            error={faults.termsMd}
          />
          <input type="hidden" name="needsApproval" value="" />
          <Checkbox
            name="needsApproval"
            label="Each subscription waits for our yes"
            defaultChecked={plan?.needsApproval}
            error={faults.needsApproval}
          />
        </>
      )}
    </KeptForm>
  );
}
