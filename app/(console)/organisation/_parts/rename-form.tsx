"use client";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";

export function RenameForm({ name, action }: { name: string; action: FormAction }) {
  return (
    <KeptForm action={action} submit="Save name" variant="secondary" done="Saved.">
      {(faults) => (
        <TextField
          label="Name of the organisation"
          name="name"
          defaultValue={name}
          maxLength={80}
          required
          error={faults.name}
          className="max-w-md"
        />
      )}
    </KeptForm>
  );
}
