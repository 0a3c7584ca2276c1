"use client";
import type { ReactNode } from "react";
import type { ButtonVariant } from "./button-style.ts";
import { FormMessage } from "./form-message.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { type FormAction, useKeptForm } from "./use-kept-form.ts";

interface KeptFormProps {
  action: FormAction;
  /** The verb on its button. */
  submit: string;
  variant?: ButtonVariant;
  /** Said when it went well and the page stays, in a dialog by a toast. */
  done?: string;
  isEmptiedWhenDone?: boolean;
  /** Sent along unseen. */
  fields?: Record<string, string>;
  /** What stands above the button: of the faults by field, or, as pages on the server must give it, as it is. */
  children: ReactNode | ((faults: Record<string, string>) => ReactNode);
}

/** Fields above one button, kept after a refusal: `<KeptForm action={…} submit="Open version">{(faults) => <TextField … error={faults.name} />}</KeptForm>`. */
export function KeptForm({
  action,
  submit,
  variant,
  done,
  isEmptiedWhenDone,
  fields = {},
  children,
}: KeptFormProps) {
  const { answer, faults, form } = useKeptForm(action, { isEmptiedWhenDone, done });
  return (
    <form {...form} className="flex flex-col gap-5">
      <FormMessage answer={answer} done={done} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {typeof children === "function" ? children(faults) : children}
      <div>
        <SubmitButton variant={variant}>{submit}</SubmitButton>
      </div>
    </form>
  );
}
