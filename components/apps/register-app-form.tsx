"use client";
import { useActionState } from "react";
import { FormMessage } from "#components/ui/form-message.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextArea } from "#components/ui/text-area.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { Answer } from "#lib/answer.ts";

interface RegisterAppFormProps {
  action: (previous: Answer<unknown> | null, form: FormData) => Promise<Answer<unknown>>;
}

export function RegisterAppForm({ action }: RegisterAppFormProps) {
  const [answer, send] = useActionState(action, null);
  const faults = answer && !answer.ok ? answer.fields : {};
  return (
    <form action={send} className="flex flex-col gap-5">
      <FormMessage answer={answer} />
      <TextField
        label="Name"
        name="name"
        hint="What your colleagues would call it."
        required
        maxLength={80}
        error={faults.name}
      />
      <TextArea
        label="What it does"
        name="description"
        optional
        rows={3}
        maxLength={500}
        hint="Publishers read this when a plan needs their approval."
        error={faults.description}
      />
      <div>
        <SubmitButton>Register app</SubmitButton>
      </div>
    </form>
  );
}
