"use client";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { TextArea } from "#components/ui/text-area.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";

export function RegisterAppForm({ action }: { action: FormAction }) {
  return (
    <KeptForm action={action} submit="Register app">
      {(faults) => (
        <>
          <TextField
            label="Name"
            name="name"
            hint="What your colleagues would call it."
            required
            maxLength={80}
            error={faults.name}
          />
          <TextArea
            label="What it does"
            name="description"
            optional
            rows={3}
            maxLength={500}
            hint="Publishers read this when a plan needs their approval."
            error={faults.description}
          />
        </>
      )}
    </KeptForm>
  );
}
