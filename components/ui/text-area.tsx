import clsx from "clsx";
import type { ComponentProps } from "react";
import { CONTROL } from "./control-style.ts";
import { Field, type FieldProps } from "./field.tsx";

type TextAreaProps = FieldProps &
  Omit<ComponentProps<"textarea">, "id" | "className"> & {
    name: string;
    /** For source code: mono, no spell check. */
    isCode?: boolean;
  };

/** Several lines of text: `<TextArea label="Description" name="description" rows={4} />`. */
export function TextArea({
  label,
  hint,
  error,
  optional,
  isLabelHidden,
  className,
  isCode,
  ...input
}: TextAreaProps) {
  return (
    <Field {...{ label, hint, error, optional, isLabelHidden, className }}>
      {(wiring) => (
        <textarea
          rows={4}
          spellCheck={isCode ? false : undefined}
          {...input}
          {...wiring}
          className={clsx(CONTROL, "py-2", isCode && "font-mono text-caption whitespace-pre")}
        />
      )}
    </Field>
  );
}
