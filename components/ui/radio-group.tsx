import clsx from "clsx";
import { type ReactNode, useId } from "react";
import { FieldError } from "./field.tsx";

export interface RadioOption {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

interface RadioGroupProps {
  legend: ReactNode;
  name: string;
  options: readonly RadioOption[];
  defaultValue?: string;
  hint?: ReactNode;
  error?: string | undefined;
  required?: boolean;
  onChange?: (value: string) => void;
}

/** One of a few, all in view: `<RadioGroup legend="Environment" name="environment" options={…} defaultValue="sandbox" />`. */
export function RadioGroup({
  legend,
  name,
  options,
  defaultValue,
  hint,
  error,
  required,
  onChange,
}: RadioGroupProps) {
  const id = useId();
  const describedBy =
    [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;
  return (
    <fieldset aria-describedby={describedBy} className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1.5 text-sm font-medium text-ink">{legend}</legend>
      {hint ? (
        <p id={`${id}-hint`} className="-mt-1 text-caption text-muted">
          {hint}
        </p>
      ) : null}
      <div className="flex flex-col gap-2">
        {options.map((option) => (
          <label
            key={option.value}
            className={clsx(
              "flex items-start gap-3 rounded-md border border-rule bg-raised px-3.5 py-2.5 text-sm has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent",
              option.disabled && "opacity-60",
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              defaultChecked={option.value === defaultValue}
              disabled={option.disabled}
              required={required}
              onChange={onChange ? () => onChange(option.value) : undefined}
              className="mt-0.5 size-4.5 shrink-0 outline-none"
            />
            <span className="min-w-0">
              <span className="block font-medium text-ink">{option.label}</span>
              {option.hint ? <span className="block text-caption text-muted">{option.hint}</span> : null}
            </span>
          </label>
        ))}
      </div>
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </fieldset>
  );
}
