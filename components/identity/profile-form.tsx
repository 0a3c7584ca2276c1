"use client";
import { FormMessage } from "#components/ui/form-message.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { type FormAction, useKeptForm } from "#components/ui/use-kept-form.ts";

export function ProfileForm({ action, name }: { action: FormAction; name: string }) {
  const { answer, faults, form } = useKeptForm(action);
  return (
    <form {...form} className="flex max-w-md flex-col gap-4">
      <FormMessage answer={answer} done="Saved." />
      <TextField
        key={name}
        label="Name"
        name="name"
        autoComplete="name"
        defaultValue={name}
        maxLength={100}
        required
        error={faults.name}
      />
      <div>
        <SubmitButton variant="secondary">Save name</SubmitButton>
      </div>
    </form>
  );
}
