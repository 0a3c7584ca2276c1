import clsx from "clsx";
import type { ComponentProps } from "react";
import { CONTROL } from "./control-style.ts";
import { Field, type FieldProps } from "./field.tsx";

type TextFieldProps = FieldProps & Omit<ComponentProps<"input">, "id" | "className"> & { name: string };

/** One line of text: `<TextField label="E-mail" name="email" type="email" error={faults.email} required />`. */
export function TextField({
  label,
  hint,
  error,
  optional,
  isLabelHidden,
  className,
  ...input
}: TextFieldProps) {
  return (
    <Field {...{ label, hint, error, optional, isLabelHidden, className }}>
      {(wiring) => (
        <input type="text" {...input} {...wiring} className={clsx(CONTROL, "h-9 pointer-coarse:h-11")} />
      )}
    </Field>
  );
}
