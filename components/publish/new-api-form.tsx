"use client";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";
import { ApiFields } from "./api-fields.tsx";

export function NewApiForm({ action }: { action: FormAction }) {
  return (
    <KeptForm action={action} submit="Create API">
      {(faults) => (
        <>
          <TextField
            label="Address"
            name="slug"
            required
            maxLength={60}
            autoComplete="off"
            spellCheck={false}
            hint="Small letters, digits and hyphens, such as rail-data. It becomes part of links and stays for good."
            error={faults.slug}
          />
          <ApiFields faults={faults} />
          <TextField
            label="First version"
            name="version"
            required
            maxLength={40}
            defaultValue="v1"
            autoComplete="off"
            hint="Such as v1 or 2026-11."
            error={faults.version}
          />
        </>
      )}
    </KeptForm>
  );
}
