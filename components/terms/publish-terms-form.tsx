"use client";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { TextArea } from "#components/ui/text-area.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";

export function PublishTermsForm({ draft, action }: { draft: string; action: FormAction }) {
  return (
    <KeptForm action={action} submit="Publish version">
      {(faults) => (
        <>
          <TextArea
            label="Text"
            name="text"
            hint="Markdown. It cannot be changed once it is published."
            defaultValue={draft}
            rows={16}
            required
            error={faults.text}
          />
          <TextField
            label="What is new"
            name="changes"
            hint="One or two sentences, shown above the text to those who accepted an earlier version."
            optional
            maxLength={1000}
            error={faults.changes}
          />
          <TextField
            label="In force from"
            name="effectiveOn"
            type="date"
            hint="The start of a day in UTC. At once when left empty."
            optional
            error={faults.effectiveOn}
            className="max-w-56"
          />
        </>
      )}
    </KeptForm>
  );
}
