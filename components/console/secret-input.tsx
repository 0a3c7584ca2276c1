"use client";
import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { CONTROL } from "#components/ui/control-style.ts";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";

interface SecretInputProps {
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
}

/** A secret to paste: masked, with a way to look at it. No form around it, so no browser offers to keep it. */
export function SecretInput({ label, hint, value, onChange }: SecretInputProps) {
  const [isShown, setIsShown] = useState(false);
  return (
    <Field label={label} hint={hint}>
      {(wiring) => (
        <span className="flex items-center gap-1">
          <input
            {...wiring}
            type={isShown ? "text" : "password"}
            value={value}
            autoComplete="off"
            data-1p-ignore
            spellCheck={false}
            onChange={(event) => onChange(event.target.value.trim())}
            className={`${CONTROL} h-9 font-mono pointer-coarse:h-11`}
          />
          <IconButton
            label={`${isShown ? "Hide" : "Show"} ${label.toLowerCase()}`}
            aria-pressed={isShown}
            icon={isShown ? <EyeOff /> : <Eye />}
            onClick={() => setIsShown(!isShown)}
          />
        </span>
      )}
    </Field>
  );
}
