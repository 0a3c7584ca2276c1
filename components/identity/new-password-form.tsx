"use client";
import { FormMessage } from "#components/ui/form-message.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { type FormAction, useKeptForm } from "#components/ui/use-kept-form.ts";
import { NewPasswordField } from "./password-field.tsx";

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
      <FormMessage answer={answer} besides={["password"]} />
      <input type="hidden" name="token" value={token} />
      <NewPasswordField label="New password" passwordMin={passwordMin} error={faults.password} />
      <SubmitButton size="lg">Set password and sign in</SubmitButton>
    </form>
  );
}
