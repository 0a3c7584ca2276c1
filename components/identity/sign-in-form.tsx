"use client";
import { FormMessage } from "#components/ui/form-message.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { type FormAction, useKeptForm } from "#components/ui/use-kept-form.ts";
import { PasswordField } from "./password-field.tsx";

export function SignInForm({ action, next }: { action: FormAction; next: string }) {
  const { answer, faults, form } = useKeptForm(action);
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormMessage answer={answer} besides={["email", "password"]} />
      <input type="hidden" name="next" value={next} />
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username webauthn"
        defaultValue={answer?.email}
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
