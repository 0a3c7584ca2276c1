import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { CONTROL } from "./control-style.ts";
import { Field, type FieldProps } from "./field.tsx";

export interface Option {
  value: string;
  label: string;
  disabled?: boolean;
}

type SelectProps = FieldProps &
  Omit<ComponentProps<"select">, "id" | "className" | "children"> & {
    name: string;
    options: readonly Option[];
  };

/** One of a list, the platform's own: `<Select label="Role" name="role" options={[{ value: "viewer", label: "Viewer" }]} />`. */
export function Select({
  label,
  hint,
  error,
  optional,
  isLabelHidden,
  className,
  options,
  ...select
}: SelectProps) {
  return (
    <Field {...{ label, hint, error, optional, isLabelHidden, className }}>
      {(wiring) => (
        <span className="relative block">
          <select
            {...select}
            {...wiring}
            className={clsx(CONTROL, "h-9 appearance-none pr-9 pointer-coarse:h-11")}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value} disabled={option.disabled}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown
            aria-hidden
            className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted"
          />
        </span>
      )}
    </Field>
  );
}
