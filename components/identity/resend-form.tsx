"use client";
import { useActionState } from "react";
import { FormMessage } from "#components/ui/form-message.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormAction } from "./form-state.ts";

export function ResendForm({ action }: { action: FormAction }) {
  const [state, send] = useActionState(action, null);
  return (
    <form action={send} className="flex flex-col items-start gap-3">
      <FormMessage answer={state} done="Sent again. Only the newest mails' links need opening." />
      <SubmitButton variant="secondary">Send the mail again</SubmitButton>
    </form>
  );
}
