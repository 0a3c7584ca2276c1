"use client";
import { Plus, X } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { CONTROL } from "#components/ui/control-style.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Select } from "#components/ui/select.tsx";
import { TextArea } from "#components/ui/text-area.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { type Draft, type Shape, toDraft } from "./shape.ts";

interface ShapeFieldProps {
  shape: Shape;
  draft: Draft;
  /** What it is called aloud; the name stands above it already. */
  label: string;
  error?: string | undefined;
  isSecret?: boolean;
  onChange: (draft: Draft) => void;
}

/** The control for a value of any shape: one field, rows of a list, fields of an object. */
export function ShapeField({ shape, draft, label, error, isSecret, onChange }: ShapeFieldProps) {
  if (shape.kind === "list")
    return <ListField {...{ shape, label, error, onChange }} draft={Array.isArray(draft) ? draft : []} />;
  if (shape.kind === "fields")
    return (
      <ObjectField
        {...{ shape, label, error, onChange }}
        draft={typeof draft === "object" && !Array.isArray(draft) ? draft : {}}
      />
    );
  const common = { label, isLabelHidden: true, error, name: label, autoComplete: "off" };
  const value = typeof draft === "string" ? draft : "";
  if (shape.kind === "choice")
    return (
      <Select
        {...common}
        {...(shape.left && { hint: `${shape.left} more values are in the document.` })}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        options={shape.options.map((option) => ({
          value: JSON.stringify(option),
          label: typeof option === "string" ? option : JSON.stringify(option),
        }))}
      />
    );
  if (shape.kind === "json")
    return (
      <TextArea
        {...common}
        isCode
        rows={3}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  return (
    <TextField
      {...common}
      {...inputOf(shape)}
      {...(isSecret && { type: "password", autoComplete: "new-password" })}
      spellCheck={false}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

function inputOf(shape: Extract<Shape, { kind: "text" | "number" }>) {
  // A number field of the browser swallows what it cannot read, and with it the chance to try an error.
  if (shape.kind === "number")
    return {
      inputMode: shape.isInteger ? ("numeric" as const) : ("decimal" as const),
      placeholder: rangeText(shape),
    };
  return { type: shape.format === "date" ? "date" : "text", placeholder: shape.placeholder };
}

function rangeText({ minimum, maximum }: Extract<Shape, { kind: "number" }>): string {
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`;
  if (minimum !== undefined) return `at least ${minimum}`;
  return maximum === undefined ? "" : `at most ${maximum}`;
}

interface ListFieldProps extends Omit<ShapeFieldProps, "shape" | "draft"> {
  shape: Extract<Shape, { kind: "list" }>;
  draft: Draft[];
}

function ListField({ shape, draft, label, error, onChange }: ListFieldProps) {
  const replace = (index: number, item: Draft) => onChange(draft.map((one, i) => (i === index ? item : one)));
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="sr-only">{label}</legend>
      {draft.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
        <div key={index} className="flex items-start gap-1.5">
          <div className="min-w-0 flex-1">
            <ShapeField
              shape={shape.item}
              draft={item}
              label={`${label}, entry ${index + 1}`}
              error={index === 0 ? error : undefined}
              onChange={(next) => replace(index, next)}
            />
          </div>
          <IconButton
            label={`Remove entry ${index + 1} of ${label}`}
            icon={<X />}
            onClick={() => onChange(draft.filter((_, i) => i !== index))}
          />
        </div>
      ))}
      {draft.length === 0 && error ? <p className="text-caption text-danger">{error}</p> : null}
      <Button
        size="sm"
        variant="quiet"
        className="self-start"
        onClick={() => onChange([...draft, toDraft(shape.item, undefined)])}
      >
        <Plus aria-hidden /> Add entry<span className="sr-only"> to {label}</span>
      </Button>
    </fieldset>
  );
}

interface ObjectFieldProps extends Omit<ShapeFieldProps, "shape" | "draft"> {
  shape: Extract<Shape, { kind: "fields" }>;
  draft: { [name: string]: Draft | undefined };
}

function ObjectField({ shape, draft, label, error, onChange }: ObjectFieldProps) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-3 border-l border-rule pl-3">
      <legend className="sr-only">{label}</legend>
      {shape.fields.map((field) => {
        const item = draft[field.name];
        const turn = (isOn: boolean) =>
          onChange({ ...draft, [field.name]: isOn ? toDraft(field.shape, undefined) : undefined });
        return (
          <div key={field.name} className="flex min-w-0 flex-col gap-1.5">
            <Checkbox
              label={<FieldName name={field.name} isRequired={field.isRequired} />}
              hint={field.description}
              checked={item !== undefined}
              onChange={(event) => turn(event.target.checked)}
            />
            {item === undefined ? null : (
              <ShapeField
                shape={field.shape}
                draft={item}
                label={`${label}, ${field.name}`}
                onChange={(next) => onChange({ ...draft, [field.name]: next })}
              />
            )}
          </div>
        );
      })}
      {error ? <p className="text-caption text-danger">{error}</p> : null}
    </fieldset>
  );
}

/** A name as the document has it, and whether it must be there. */
export function FieldName({
  name,
  isRequired,
  isDeprecated,
}: {
  name: string;
  isRequired: boolean;
  isDeprecated?: boolean;
}) {
  return (
    <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
      <code className="min-w-0 text-caption font-semibold break-all">{name}</code>
      {isRequired ? <span className="text-xs font-medium text-danger">required</span> : null}
      {isDeprecated ? <span className="text-xs font-medium text-attention">deprecated</span> : null}
    </span>
  );
}

/** A file to send; the platform's own chooser. */
export function FileField({
  label,
  isMultiple,
  error,
  files,
  onChange,
}: {
  label: string;
  isMultiple?: boolean;
  error?: string | undefined;
  files: File[];
  onChange: (files: File[]) => void;
}) {
  const chosen = files.map(({ name }) => name).join(", ");
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <input
        type="file"
        aria-label={label}
        aria-invalid={error ? true : undefined}
        multiple={isMultiple}
        onChange={(event) => onChange([...(event.target.files ?? [])])}
        className={`${CONTROL} py-1.5 file:mr-3 file:rounded-md file:border-0 file:bg-hover file:px-2 file:py-1 file:text-ink`}
      />
      {chosen ? <p className="text-caption break-all text-muted">Will be sent: {chosen}</p> : null}
      {error ? <p className="text-caption text-danger">{error}</p> : null}
    </div>
  );
}
