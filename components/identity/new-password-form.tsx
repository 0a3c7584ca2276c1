"use client";
import { FormMessage } from "#components/ui/form-message.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { type FormAction, useKeptForm } from "#components/ui/use-kept-form.ts";
import { PasswordField } from "./password-field.tsx";

export function NewPasswordForm({
  action,
  token,
  passwordMin,
}: {
  action: FormAction;
  token: string;
  passwordMin: number;
}) {
  const { answer, faults, form } = useKeptForm(action);
  return (
    <form {...form} className="flex flex-col gap-4">
      {faults.password ? null : <FormMessage answer={answer} />}
      <input type="hidden" name="token" value={token} />
      <PasswordField
        label="New password"
        name="password"
        autoComplete="new-password"
        minLength={passwordMin}
        hint={`At least ${passwordMin} characters. A few unrelated words do well.`}
        error={faults.password}
      />
      <SubmitButton size="lg">Set password and sign in</SubmitButton>
    </form>
  );
}
