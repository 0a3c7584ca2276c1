"use client";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { Select } from "#components/ui/select.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";
import type { SignInProvider } from "#server/sso/schema.ts";

export function ConnectForm({ action, providers }: { action: FormAction; providers: SignInProvider[] }) {
  return (
    <KeptForm action={action} submit="Connect" variant="secondary">
      {(faults) => (
        <Select
          label="Account at"
          name="provider"
          error={faults.provider}
          className="max-w-sm"
          options={providers.map(({ slug, name }) => ({ value: slug, label: name }))}
        />
      )}
    </KeptForm>
  );
}
