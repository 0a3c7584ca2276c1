"use client";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";
import { ACCESS_KIND_NAMES, ACCESS_KINDS } from "#server/review/schema.ts";

interface StartReviewFormProps {
  reviewers: { id: string; name: string; email: string }[];
  ownId: string;
  action: FormAction;
}

export function StartReviewForm({ reviewers, ownId, action }: StartReviewFormProps) {
  return (
    <KeptForm action={action} submit="Start review">
      {(faults) => (
        <>
          <TextField
            label="Name"
            name="title"
            hint="Such as “Autumn 2026” or “Northline, before the audit”."
            maxLength={100}
            required
            error={faults.title}
            className="max-w-md"
          />
          <fieldset
            aria-describedby={faults.kinds ? "kinds-error" : undefined}
            className="flex flex-col gap-2"
          >
            <legend className="mb-2 text-sm font-medium">What is reviewed</legend>
            {ACCESS_KINDS.map((kind) => (
              <Checkbox
                key={kind}
                name="kinds"
                value={kind}
                label={ACCESS_KIND_NAMES[kind]}
                defaultChecked={kind === "member" || kind === "platform_role"}
              />
            ))}
            {faults.kinds ? <FieldError id="kinds-error">{faults.kinds}</FieldError> : null}
          </fieldset>
          <TextField
            label="Organisation"
            name="orgId"
            hint="Its id, from its page's address. Leave empty for the whole portal."
            optional
            maxLength={40}
            error={faults.orgId}
            className="max-w-md"
          />
          <fieldset
            aria-describedby={faults.reviewerIds ? "reviewerIds-error" : undefined}
            className="flex flex-col gap-2"
          >
            <legend className="mb-2 text-sm font-medium">Who decides</legend>
            {reviewers.map(({ id, name, email }) => (
              <Checkbox
                key={id}
                name="reviewerIds"
                value={id}
                label={`${name} (${email})`}
                defaultChecked={id === ownId}
              />
            ))}
            {faults.reviewerIds ? <FieldError id="reviewerIds-error">{faults.reviewerIds}</FieldError> : null}
          </fieldset>
          <TextField
            label="Days to decide"
            name="dueInDays"
            type="number"
            min={1}
            max={180}
            defaultValue={14}
            required
            error={faults.dueInDays}
            className="w-36"
          />
        </>
      )}
    </KeptForm>
  );
}
