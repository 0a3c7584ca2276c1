"use client";
import { useActionState } from "react";
import { FormMessage } from "#components/ui/form-message.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "./form-state.ts";

export function ForgotPasswordForm({ action }: { action: FormAction }) {
  const [state, send] = useActionState(action, null);
  return (
    <form action={send} className="flex flex-col gap-4">
      <FormMessage answer={state} done="If this address has an account, a mail with a link is on its way." />
      <TextField
        key={state?.email}
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={state?.email}
        required
        error={state && !state.ok ? state.fields.email : undefined}
      />
      <SubmitButton size="lg">Send the link</SubmitButton>
    </form>
  );
}
