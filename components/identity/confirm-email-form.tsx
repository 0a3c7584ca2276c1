"use client";
import { useEffect, useRef } from "react";
import { FormMessage } from "#components/ui/form-message.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { type FormAction, useKeptForm } from "#components/ui/use-kept-form.ts";
import { PasswordField } from "./password-field.tsx";

interface ConfirmEmailFormProps {
  action: FormAction;
  token: string;
  /** Opened elsewhere than in the browser that signed up. */
  needsPassword: boolean;
}

/** Sends itself where the link is enough; mail scanners, which lack the browser's cookie, never see that form. */
export function ConfirmEmailForm({ action, token, needsPassword }: ConfirmEmailFormProps) {
  const { answer, faults, form } = useKeptForm(action);
  const formRef = form.ref;
  const isSent = useRef(false);
  useEffect(() => {
    if (needsPassword || isSent.current) return;
    isSent.current = true;
    formRef.current?.requestSubmit();
  }, [needsPassword, formRef]);
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormMessage answer={answer} besides={needsPassword ? ["password"] : []} />
      <input type="hidden" name="token" value={token} />
      {needsPassword ? (
        <PasswordField
          label="Password"
          name="password"
          autoComplete="current-password"
          error={faults.password}
        />
      ) : null}
      <SubmitButton size="lg">Confirm and continue</SubmitButton>
    </form>
  );
}
