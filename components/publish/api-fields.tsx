"use client";
import { type ReactNode, useState } from "react";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { TextArea } from "#components/ui/text-area.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { ApiDetail } from "#server/catalog/schema.ts";

/** What of an API its publisher writes. */
export type EditableApi = Pick<
  ApiDetail,
  "name" | "summary" | "descriptionMd" | "category" | "tags" | "visibility" | "supportUrl" | "audiences"
>;

interface ApiFieldsProps {
  faults: Record<string, string>;
  /** What is there already, when it is changed. */
  api?: EditableApi;
  onNameChange?: (name: string) => void;
  /** Stands right after the name. */
  afterName?: ReactNode;
}

/** What an API says of itself and who may see it. */
export function ApiFields({ faults, api, onNameChange, afterName }: ApiFieldsProps) {
  const [visibility, setVisibility] = useState<string>(api?.visibility ?? "public");
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
      <RadioGroup
        legend="Who may see it, once a version is published"
        name="visibility"
        defaultValue={visibility}
        onChange={setVisibility}
        error={faults.visibility}
        options={[
          { value: "public", label: "Everybody" },
          { value: "signed_in", label: "Signed-in people" },
          { value: "organisations", label: "Organisations that you name" },
        ]}
      />
      {visibility === "organisations" ? (
        <TextField
          label="Organisations"
          name="audiences"
          defaultValue={api?.audiences.map(({ slug }) => slug).join(", ")}
          hint="Their short names, with commas between them. Yours always sees it."
          error={faults.audiences}
        />
      ) : null}
    </>
  );
}
