"use client";
import { useActionState } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { FormMessage } from "#components/ui/form-message.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { Answer } from "#lib/answer.ts";

type State = Answer<unknown> | null;

export function NewOrganisationForm({
  action,
}: {
  action: (previous: State, form: FormData) => Promise<State>;
}) {
  const [state, send] = useActionState(action, null);
  const faults = state && !state.ok ? state.fields : {};
  return (
    <form action={send} className="flex flex-col gap-4">
      <FormMessage answer={state} />
      <TextField label="Name" name="name" maxLength={80} required error={faults.name} className="max-w-md" />
      <Checkbox name="isPublisher" value="true" label="May publish APIs" />
      <div>
        <SubmitButton variant="secondary">Create organisation</SubmitButton>
      </div>
    </form>
  );
}
