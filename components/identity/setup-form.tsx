"use client";
import { FormMessage } from "#components/ui/form-message.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { type FormAction, useKeptForm } from "#components/ui/use-kept-form.ts";
import { NewPasswordField } from "./password-field.tsx";

export function SetupForm({
  action,
  token,
  passwordMin,
}: {
  action: FormAction;
  token: string;
  passwordMin: number;
}) {
  const { answer, faults, form } = useKeptForm(action);
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormMessage answer={answer} besides={["organisation", "email", "password"]} />
      <input type="hidden" name="token" value={token} />
      <TextField
        label="Organisation"
        name="organisation"
        hint="Who runs this portal. It may publish APIs; more organisations can follow."
        autoComplete="organization"
        required
        error={faults.organisation}
      />
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="email"
        required
        error={faults.email}
      />
      <NewPasswordField label="Password" passwordMin={passwordMin} error={faults.password} />
      <SubmitButton size="lg">Create the administrator</SubmitButton>
    </form>
  );
}
