"use client";
import { useActionState } from "react";
import { FormMessage } from "#components/ui/form-message.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "./form-state.ts";
import { PasswordField } from "./password-field.tsx";

export function SignInForm({ action, next }: { action: FormAction; next: string }) {
  const [state, send] = useActionState(action, null);
  const faults = state && !state.ok ? state.fields : {};
  return (
    <form action={send} className="flex flex-col gap-4">
      {Object.keys(faults).length === 0 ? <FormMessage answer={state} /> : null}
      <input type="hidden" name="next" value={next} />
      <TextField
        key={state?.email}
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={state?.email}
        required
        error={faults.email}
      />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="current-password"
        error={faults.password}
      />
      <SubmitButton size="lg">Sign in</SubmitButton>
    </form>
  );
}
