"use client";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { Select } from "#components/ui/select.tsx";
import { TextArea } from "#components/ui/text-area.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";
import type { GuideDetail, PlanSummary } from "#server/catalog/schema.ts";

export function NewVersionForm({ action }: { action: FormAction }) {
  return (
    <KeptForm action={action} submit="Open version">
      {(faults) => (
        <TextField
          label="Name"
          name="name"
          required
          maxLength={40}
          autoComplete="off"
          hint="Such as v2 or 2026-11: what consumers will write in their code."
          error={faults.name}
        />
      )}
    </KeptForm>
  );
}

export function PlanForm({ action, plan }: { action: FormAction; plan?: PlanSummary }) {
  return (
    <KeptForm
      action={action}
      submit={plan ? "Save plan" : "Offer plan"}
      done={plan ? "Saved." : "The plan is on offer."}
      isEmptiedWhenDone={!plan}
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

export function GuideForm({ action, guide }: { action: FormAction; guide?: GuideDetail }) {
  return (
    <KeptForm
      action={action}
      submit={guide ? "Save guide" : "Publish guide"}
      done={guide ? "Saved." : "The guide is published."}
      isEmptiedWhenDone={!guide}
    >
      {(faults) => (
        <>
          <TextField
            label="Title"
            name="title"
            required
            maxLength={120}
            defaultValue={guide?.title}
            error={faults.title}
          />
          {guide ? (
            <input type="hidden" name="slug" value={guide.slug} />
          ) : (
            <TextField
              label="Address"
              name="slug"
              required
              maxLength={60}
              hint="Such as getting-started."
              error={faults.slug}
            />
          )}
          <TextField
            label="In one line"
            name="summary"
            optional
            maxLength={300}
            defaultValue={guide?.summary}
            error={faults.summary}
          />
          <TextArea
            label="Text"
            name="markdown"
            required
            rows={14}
            defaultValue={guide?.markdown}
            hint="Markdown."
            error={faults.markdown}
          />
        </>
      )}
    </KeptForm>
  );
}

export function ChangeForm({ action, versions }: { action: FormAction; versions: string[] }) {
  return (
    <KeptForm action={action} submit="Add to changelog" done="Added." isEmptiedWhenDone>
      {(faults) => (
        <>
          <TextField label="What changed" name="title" required maxLength={160} error={faults.title} />
          <Select
            label="Version"
            name="version"
            options={[
              { value: "", label: "All versions" },
              ...versions.map((name) => ({ value: name, label: name })),
            ]}
            error={faults.version}
          />
          <TextArea label="More" name="markdown" optional rows={5} hint="Markdown." error={faults.markdown} />
        </>
      )}
    </KeptForm>
  );
}
