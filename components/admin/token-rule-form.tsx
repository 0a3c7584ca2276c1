"use client";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";

export function TokenRuleForm({ maxDays, action }: { maxDays: number; action: FormAction }) {
  return (
    <KeptForm action={action} submit="Save" variant="secondary" done="Saved. It holds from now on.">
      {(faults) => (
        <TextField
          label="Days"
          name="maxDays"
          type="number"
          inputMode="numeric"
          min={1}
          max={365}
          required
          hint="From 1 to 365. Command lines that people sign in get the same."
          defaultValue={String(maxDays)}
          error={faults.maxDays}
          className="max-w-40"
        />
      )}
    </KeptForm>
  );
}
