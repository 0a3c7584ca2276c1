"use client";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";

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
