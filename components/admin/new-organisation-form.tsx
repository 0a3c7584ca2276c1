"use client";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";

export function NewOrganisationForm({ action }: { action: FormAction }) {
  return (
    <KeptForm action={action} submit="Create organisation" variant="secondary">
      {(faults) => (
        <>
          <TextField
            label="Name"
            name="name"
            maxLength={80}
            required
            error={faults.name}
            className="max-w-md"
          />
          <Checkbox name="isPublisher" value="true" label="May publish APIs" />
        </>
      )}
    </KeptForm>
  );
}
