"use client";
import { FormMessage } from "#components/ui/form-message.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { type FormAction, useKeptForm } from "#components/ui/use-kept-form.ts";

export function ConfirmConnectionForm({ action, token }: { action: FormAction; token: string }) {
  const { answer, form } = useKeptForm(action);
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormMessage answer={answer} />
      <input type="hidden" name="token" value={token} />
      <SubmitButton size="lg">Yes, it is me</SubmitButton>
    </form>
  );
}
