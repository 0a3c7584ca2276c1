"use client";
import clsx from "clsx";
import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { CONTROL } from "#components/ui/control-style.ts";
import { Field } from "#components/ui/field.tsx";

interface PasswordFieldProps {
  label: string;
  name: string;
  autoComplete: "new-password" | "current-password";
  hint?: string;
  error?: string | undefined;
  minLength?: number;
}

/** A password that can be shown; pasting and password managers are welcome. */
export function PasswordField({ label, name, autoComplete, hint, error, minLength }: PasswordFieldProps) {
  const [isShown, setIsShown] = useState(false);
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => (
        <span className="relative block">
          <input
            {...wiring}
            type={isShown ? "text" : "password"}
            name={name}
            autoComplete={autoComplete}
            minLength={minLength}
            maxLength={256}
            required
            spellCheck={false}
            autoCapitalize="none"
            className={clsx(CONTROL, "h-9 pr-11 pointer-coarse:h-11")}
          />
          <button
            type="button"
            onClick={() => setIsShown(!isShown)}
            aria-label={isShown ? "Hide the password" : "Show the password"}
            className="needs-script absolute inset-y-0 right-0 grid w-10 place-items-center rounded-md text-muted hover:text-ink"
          >
            {isShown ? <EyeOff aria-hidden className="size-4" /> : <Eye aria-hidden className="size-4" />}
          </button>
        </span>
      )}
    </Field>
  );
}

interface NewPasswordFieldProps {
  label: string;
  passwordMin: number;
  /** Why it must be that long. */
  why?: string;
  error?: string | undefined;
}

/** Where a password is chosen: says what makes a good one. */
export function NewPasswordField({ label, passwordMin, why, error }: NewPasswordFieldProps) {
  return (
    <PasswordField
      label={label}
      name="password"
      autoComplete="new-password"
      minLength={passwordMin}
      hint={`At least ${passwordMin} characters${why ? `: ${why}` : ""}. A few unrelated words do well.`}
      error={error}
    />
  );
}
