"use client";
import { FormMessage } from "#components/ui/form-message.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { type FormAction, useKeptForm } from "#components/ui/use-kept-form.ts";

interface ChangeEmailFormProps {
  action: FormAction;
  email: string;
  /** An address that waits to be confirmed. */
  nextEmail: string | null;
}

export function ChangeEmailForm({ action, email, nextEmail }: ChangeEmailFormProps) {
  const { answer, faults, form } = useKeptForm(action, { isEmptiedWhenDone: true });
  return (
    <form {...form} className="flex max-w-md flex-col gap-4">
      <p className="text-sm">
        Your address is <strong className="font-medium break-all">{email}</strong>.
      </p>
      <FormMessage
        answer={answer}
        done="A mail is on its way to the new address. Open its link in this browser."
        besides={["email"]}
      />
      {nextEmail && !answer?.ok ? (
        <Notice tone="note" title={`${nextEmail} waits to be confirmed`}>
          Open the link that we mailed there, in this browser.
        </Notice>
      ) : null}
      <TextField
        label="New e-mail"
        name="email"
        type="email"
        autoComplete="email"
        required
        error={faults.email}
      />
      <div>
        <SubmitButton variant="secondary">Change e-mail</SubmitButton>
      </div>
    </form>
  );
}
