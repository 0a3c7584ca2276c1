"use client";
import Link from "next/link";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { FormMessage } from "#components/ui/form-message.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { type FormAction, useKeptForm } from "#components/ui/use-kept-form.ts";
import { routes } from "#lib/routes.ts";
import type { SignUpDoor } from "#server/identity/schema.ts";
import { NewPasswordField } from "./password-field.tsx";

interface SignUpFormProps {
  action: FormAction;
  next: string;
  passwordMin: number;
  door: SignUpDoor;
}

/** E-mail, password and, where there are any, the terms; the rest can wait. */
export function SignUpForm({ action, next, passwordMin, door }: SignUpFormProps) {
  const { answer, faults, form } = useKeptForm(action);
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormMessage answer={answer} besides={["email", "password", "terms"]} />
      <input type="hidden" name="next" value={next} />
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="email"
        defaultValue={answer?.email}
        required
        hint={hintOf(door)}
        error={faults.email}
      />
      <NewPasswordField label="Password" passwordMin={passwordMin} error={faults.password} />
      {door.termsVersion === null ? null : (
        <Checkbox
          name="terms"
          value={door.termsVersion}
          required
          error={faults.terms}
          label={
            <>
              I accept the{" "}
              <Link
                href={routes.terms()}
                target="_blank"
                className="text-accent underline underline-offset-2"
              >
                terms of use
              </Link>
            </>
          }
        />
      )}
      <SubmitButton size="lg">Create account</SubmitButton>
    </form>
  );
}

function hintOf({ mode, allowedDomains }: SignUpDoor): string | undefined {
  if (mode === "domains") return `An address at ${allowedDomains.join(", ")}.`;
  if (mode === "invitation") return "The very address that the invitation was sent to.";
  if (mode === "approval") return "Once you have confirmed it, an administrator lets you in.";
  return undefined;
}
