"use client";
import { useActionState } from "react";
import { FormMessage } from "#components/ui/form-message.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "./form-state.ts";

export function ProfileForm({ action, name }: { action: FormAction; name: string }) {
  const [state, send] = useActionState(action, null);
  return (
    <form action={send} className="flex max-w-md flex-col gap-4">
      <FormMessage answer={state} done="Saved." />
      <TextField
        key={name}
        label="Name"
        name="name"
        autoComplete="name"
        defaultValue={name}
        maxLength={100}
        required
        error={state && !state.ok ? state.fields.name : undefined}
      />
      <div>
        <SubmitButton variant="secondary">Save name</SubmitButton>
      </div>
    </form>
  );
}
