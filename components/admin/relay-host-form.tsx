"use client";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";

export function RelayHostForm({ action }: { action: FormAction }) {
  return (
    <KeptForm action={action} submit="Allow host" variant="secondary">
      {(faults) => (
        <TextField
          label="Host"
          name="host"
          hint="api.example.com, api.example.com:8443 for one port, or *.example.com for every name below."
          maxLength={260}
          autoComplete="off"
          spellCheck={false}
          required
          error={faults.host}
          className="max-w-md"
        />
      )}
    </KeptForm>
  );
}
