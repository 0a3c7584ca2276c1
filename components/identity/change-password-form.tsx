"use client";
import { FormMessage } from "#components/ui/form-message.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { type FormAction, useKeptForm } from "#components/ui/use-kept-form.ts";
import { NewPasswordField, PasswordField } from "./password-field.tsx";

interface ChangePasswordFormProps {
  action: FormAction;
  passwordMin: number;
  /** Why it must be that long. */
  why: string;
  /** Somebody without one sets their first. */
  hasPassword: boolean;
}

export function ChangePasswordForm({ action, passwordMin, why, hasPassword }: ChangePasswordFormProps) {
  const { answer, faults, form } = useKeptForm(action, { isEmptiedWhenDone: true });
  return (
    <form {...form} className="flex max-w-md flex-col gap-4">
      <FormMessage
        answer={answer}
        done={hasPassword ? "Your password was changed." : "Your password is set."}
        besides={["currentPassword", "password"]}
      />
      {hasPassword ? (
        <PasswordField
          label="Current password"
          name="currentPassword"
          autoComplete="current-password"
          error={faults.currentPassword}
        />
      ) : null}
      <NewPasswordField label="New password" passwordMin={passwordMin} why={why} error={faults.password} />
      <div>
        <SubmitButton variant="secondary">{hasPassword ? "Change password" : "Set password"}</SubmitButton>
      </div>
    </form>
  );
}
