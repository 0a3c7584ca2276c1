"use client";
import { FormMessage } from "#components/ui/form-message.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { type FormAction, useKeptForm } from "#components/ui/use-kept-form.ts";
import { NewPasswordField } from "./password-field.tsx";

/** E-mail and password, nothing else; the rest can wait. */
export function SignUpForm({
  action,
  next,
  passwordMin,
}: {
  action: FormAction;
  next: string;
  passwordMin: number;
}) {
  const { answer, faults, form } = useKeptForm(action);
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormMessage answer={answer} besides={["email", "password"]} />
      <input type="hidden" name="next" value={next} />
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="email"
        defaultValue={answer?.email}
        required
        error={faults.email}
      />
      <NewPasswordField label="Password" passwordMin={passwordMin} error={faults.password} />
      <SubmitButton size="lg">Create account</SubmitButton>
    </form>
  );
}
