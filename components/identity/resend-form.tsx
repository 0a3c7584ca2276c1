"use client";
import { FormMessage } from "#components/ui/form-message.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { type FormAction, useKeptForm } from "#components/ui/use-kept-form.ts";

export function ResendForm({ action }: { action: FormAction }) {
  const { answer, form } = useKeptForm(action);
  return (
    <form {...form} className="flex flex-col items-start gap-3">
      <FormMessage answer={answer} done="Sent again. Only the newest mails' links need opening." />
      <SubmitButton variant="secondary">Send the mail again</SubmitButton>
    </form>
  );
}
