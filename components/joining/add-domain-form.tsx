"use client";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";

export function AddDomainForm({ action }: { action: FormAction }) {
  return (
    <KeptForm
      action={action}
      submit="Add domain"
      variant="secondary"
      done="Added. Prove it by its record."
      isEmptiedWhenDone
    >
      {(faults) => (
        <TextField
          label="Domain"
          name="domain"
          hint="What stands after the @ in your colleagues' addresses: example.com. Names below it are domains of their own."
          maxLength={260}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          error={faults.domain}
          className="max-w-md"
        />
      )}
    </KeptForm>
  );
}
