"use client";
import { useId, useMemo } from "react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { isJson } from "#lib/media-type.ts";
import { hasStyle } from "#lib/serialise-form.ts";
import { bodyKind } from "./body-kind.ts";
import { type BodyState, type CallForm, type Faults, isSecret } from "./call-form.ts";
import type { ConsoleData, ConsoleMedia } from "./console-data.ts";
import { ConsoleSection } from "./console-section.tsx";
import { EditorBox } from "./editor-box.tsx";
import { type BodyField, bodyFields } from "./form-fields.ts";
import { formatJson } from "./format-json.ts";
import { FieldName, FileField, ShapeField } from "./shape-field.tsx";

interface BodyFieldsProps {
  data: ConsoleData;
  form: CallForm;
  faults: Faults;
  onMediaType: (mediaType: string | null) => void;
  onBody: (mediaType: string, body: BodyState) => void;
}

const NONE = "";

/** The request body in the chosen media type: an editor, a file, or the fields of a form. */
export function BodyFields({ data, form, faults, onMediaType, onBody }: BodyFieldsProps) {
  if (!data.body || data.body.media.length === 0) return null;
  const { isRequired, media } = data.body;
  const chosen = media.find((one) => one.mediaType === form.mediaType);
  const body = chosen && form.bodies[chosen.mediaType];
  return (
    <ConsoleSection title={isRequired ? "Body (required)" : "Body"}>
      <Select
        label="Content type"
        name="content-type"
        value={form.mediaType ?? NONE}
        onChange={(event) => onMediaType(event.target.value || null)}
        options={[
          ...media.map(({ mediaType }) => ({ value: mediaType, label: mediaType })),
          { value: NONE, label: "Send no body" },
        ]}
      />
      {chosen && body ? (
        <BodyOfMedia
          key={chosen.mediaType}
          {...{ data, body, faults }}
          media={chosen}
          onChange={(next) => onBody(chosen.mediaType, next)}
        />
      ) : faults.body ? (
        <FieldError id="console-body-error">{faults.body}</FieldError>
      ) : null}
    </ConsoleSection>
  );
}

interface BodyOfMediaProps {
  data: ConsoleData;
  media: ConsoleMedia;
  body: BodyState;
  faults: Faults;
  onChange: (body: BodyState) => void;
}

function BodyOfMedia(props: BodyOfMediaProps) {
  const { media, body, faults, onChange } = props;
  const kind = bodyKind(media.mediaType, media);
  if (kind === "text") return <TextBody {...props} />;
  if (kind === "file")
    return (
      <FileField
        label={`File to send as ${media.mediaType}`}
        files={body.files[""] ?? []}
        error={faults.body}
        onChange={(files) => onChange({ ...body, files: { "": files } })}
      />
    );
  return <FormBody {...props} />;
}

function TextBody({ data, media, body, faults, onChange }: BodyOfMediaProps) {
  const hintId = useId();
  const isJsonBody = isJson(media.mediaType);
  const { $defs } = data;
  const schema = useMemo(
    () => (isJsonBody && media.schema !== undefined ? { schema: media.schema, $defs } : undefined),
    [isJsonBody, media.schema, $defs],
  );
  const language = isJsonBody ? "json" : /[/+]xml$/i.test(media.mediaType) ? "xml" : "text";
  const tidy = isJsonBody ? formatJson(body.text) : null;
  return (
    <div className="flex min-w-0 flex-col gap-2" data-field="body">
      <div className="flex flex-wrap items-end gap-2">
        {media.examples.length > 1 ? (
          <Select
            label="Start from an example"
            name="example"
            className="min-w-48 flex-1"
            defaultValue="0"
            onChange={(event) =>
              onChange({ ...body, text: media.examples[Number(event.target.value)]?.text ?? "" })
            }
            options={media.examples.map(({ name }, index) => ({ value: String(index), label: name }))}
          />
        ) : null}
        {isJsonBody ? (
          <Button disabled={tidy === null} onClick={() => tidy !== null && onChange({ ...body, text: tidy })}>
            Format
          </Button>
        ) : null}
      </div>
      <EditorBox
        text={body.text}
        language={language}
        label="Request body"
        describedBy={hintId}
        {...(schema && { schema })}
        onChange={(text) => onChange({ ...body, text })}
      />
      <p id={hintId} className="text-caption text-muted">
        {schema ? "Ctrl-Space suggests what the document allows. " : ""}Tab leaves the editor.
      </p>
      {faults.body ? <FieldError id={`${hintId}-error`}>{faults.body}</FieldError> : null}
    </div>
  );
}

function FormBody({ data, media, body, faults, onChange }: BodyOfMediaProps) {
  const fields = useMemo(() => bodyFields(media, data), [media, data]);
  if (fields.length === 0)
    return (
      <p className="text-caption text-muted">
        The document names no fields of this form; nothing is sent in it.
      </p>
    );
  return fields.map((field) => {
    const state = body.fields[field.name] ?? { isOn: false, draft: "" };
    const set = (next: typeof state) => onChange({ ...body, fields: { ...body.fields, [field.name]: next } });
    const error = faults[`body.${field.name}`];
    const title = <FieldName name={field.label} isRequired={field.isRequired} />;
    const hint = [field.description, mannerWords(field)].filter(Boolean).join(" ");
    const isGiven = field.isFile ? Boolean(body.files[field.name]?.length) : state.isOn;
    return (
      <div key={field.name} className="flex min-w-0 flex-col gap-1.5" data-field={`body.${field.name}`}>
        {field.isFile ? (
          <div>
            <p>{title}</p>
            {hint ? <p className="text-caption text-muted">{hint}</p> : null}
          </div>
        ) : (
          <Checkbox
            label={title}
            hint={hint}
            checked={state.isOn}
            error={state.isOn ? undefined : error}
            onChange={(event) => set({ ...state, isOn: event.target.checked })}
          />
        )}
        {field.isFile ? (
          <FileField
            label={field.label}
            isMultiple={field.isMultiple}
            error={error}
            files={body.files[field.name] ?? []}
            onChange={(files) => onChange({ ...body, files: { ...body.files, [field.name]: files } })}
          />
        ) : state.isOn ? (
          <ShapeField
            shape={field.shape}
            draft={state.draft}
            label={field.label}
            error={error}
            isSecret={isSecret(field.name)}
            onChange={(draft) => set({ ...state, draft })}
          />
        ) : null}
        {isGiven ? (
          <PartHeaders
            field={field}
            values={body.headers[field.name] ?? {}}
            onChange={(headers) => onChange({ ...body, headers: { ...body.headers, [field.name]: headers } })}
          />
        ) : null}
      </div>
    );
  });
}

function mannerWords({ part, isNamed }: BodyField): string {
  if (!part) return "";
  if (isNamed && hasStyle(part)) return `Written in the style ${part.style ?? "form"}.`;
  return part.contentType ? `Sent as ${part.contentType}.` : "";
}

interface PartHeadersProps {
  field: BodyField;
  values: Record<string, string>;
  onChange: (values: Record<string, string>) => void;
}

/** Headers of one part of a multipart body; those left empty are not sent. */
function PartHeaders({ field, values, onChange }: PartHeadersProps) {
  const headers = field.part?.headers ?? [];
  if (headers.length === 0) return null;
  return (
    <fieldset className="flex min-w-0 flex-col gap-2 border-l border-rule pl-3">
      <legend className="sr-only">Headers of {field.label}</legend>
      {headers.map(({ name, isRequired, description }) => (
        <TextField
          key={name}
          label={`Header ${name}${isRequired ? " (required)" : ""}`}
          name={`${field.name}-${name}`}
          hint={description}
          autoComplete="off"
          spellCheck={false}
          value={values[name] ?? ""}
          onChange={(event) => onChange({ ...values, [name]: event.target.value })}
        />
      ))}
    </fieldset>
  );
}
