"use client";
import { FormMessage } from "#components/ui/form-message.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { type FormAction, useKeptForm } from "#components/ui/use-kept-form.ts";
import { NewPasswordField, PasswordField } from "./password-field.tsx";

export function ChangePasswordForm({ action, passwordMin }: { action: FormAction; passwordMin: number }) {
  const { answer, faults, form } = useKeptForm(action, { isEmptiedWhenDone: true });
  return (
    <form {...form} className="flex max-w-md flex-col gap-4">
      <FormMessage
        answer={answer}
        done="Your password was changed."
        besides={["currentPassword", "password"]}
      />
      <PasswordField
        label="Current password"
        name="currentPassword"
        autoComplete="current-password"
        error={faults.currentPassword}
      />
      <NewPasswordField label="New password" passwordMin={passwordMin} error={faults.password} />
      <div>
        <SubmitButton variant="secondary">Change password</SubmitButton>
      </div>
    </form>
  );
}
