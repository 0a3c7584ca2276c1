"use client";
import { FormMessage } from "#components/ui/form-message.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { type FormAction, useKeptForm } from "#components/ui/use-kept-form.ts";

export function ForgotPasswordForm({ action }: { action: FormAction }) {
  const { answer, faults, form } = useKeptForm(action);
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormMessage answer={answer} done="If this address has an account, a mail with a link is on its way." />
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={answer?.email}
        required
        error={faults.email}
      />
      <SubmitButton size="lg">Send the link</SubmitButton>
    </form>
  );
}
