"use client";
import type { ReactNode } from "react";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";

/** The name of an organisation to be; `children` holds what only some may decide. */
export function NewOrganisationForm({ action, children }: { action: FormAction; children?: ReactNode }) {
  return (
    <KeptForm action={action} submit="Create organisation" variant="secondary">
      {(faults) => (
        <>
          <TextField
            label="Name"
            name="name"
            autoComplete="organization"
            maxLength={80}
            required
            error={faults.name}
            className="max-w-md"
          />
          {children}
        </>
      )}
    </KeptForm>
  );
}
