"use client";
import type { ReactNode } from "react";
import { TextArea } from "#components/ui/text-area.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { ApiDetail } from "#server/catalog/schema.ts";
import { AudienceFields } from "./audience-fields.tsx";

/** What of an API its publisher writes. */
export type EditableApi = Pick<
  ApiDetail,
  | "name"
  | "summary"
  | "descriptionMd"
  | "category"
  | "tags"
  | "visibility"
  | "listing"
  | "supportUrl"
  | "audiences"
>;

interface ApiFieldsProps {
  faults: Record<string, string>;
  /** What is there already, when it is changed. */
  api?: EditableApi;
  onNameChange?: (name: string) => void;
  /** Stands right after the name. */
  afterName?: ReactNode;
  /** Left to owners. */
  maySetVisibility?: boolean;
}

/** What an API says of itself and who may see it. */
export function ApiFields({ faults, api, onNameChange, afterName, maySetVisibility = true }: ApiFieldsProps) {
  return (
    <>
      <TextField
        label="Name"
        name="name"
        required
        maxLength={80}
        defaultValue={api?.name}
        onChange={(event) => onNameChange?.(event.target.value)}
        error={faults.name}
      />
      {afterName}
      <TextField
        label="In one line"
        name="summary"
        required
        maxLength={200}
        defaultValue={api?.summary}
        hint="What it does, for people who compare it with others in a list."
        error={faults.summary}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          label="Category"
          name="category"
          required
          maxLength={40}
          defaultValue={api?.category}
          hint="Such as Transport or Payments."
          error={faults.category}
        />
        <TextField
          label="Tags"
          name="tags"
          optional
          defaultValue={api?.tags.join(", ")}
          hint="With commas between them."
          error={faults.tags}
        />
      </div>
      <TextArea
        label="Description"
        name="descriptionMd"
        optional
        rows={8}
        defaultValue={api?.descriptionMd}
        hint="Markdown. Who is it for, what can they build, what should they know first?"
        error={faults.descriptionMd}
      />
      <TextField
        label="Support address"
        name="supportUrl"
        optional
        defaultValue={api?.supportUrl ?? ""}
        hint="https:// or mailto:"
        error={faults.supportUrl}
      />
      {maySetVisibility ? (
        <AudienceFields faults={faults} api={api} />
      ) : (
        <p className="text-sm text-muted">Who may see it is for an owner of this API to change.</p>
      )}
    </>
  );
}
