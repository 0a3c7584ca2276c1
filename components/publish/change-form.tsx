"use client";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { Select } from "#components/ui/select.tsx";
import { TextArea } from "#components/ui/text-area.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";

export function ChangeForm({ action, versions }: { action: FormAction; versions: string[] }) {
  return (
    <KeptForm action={action} submit="Add to changelog" done="Added.">
      {(faults) => (
        <>
          <TextField label="What changed" name="title" required maxLength={160} error={faults.title} />
          <Select
            label="Version"
            name="version"
            options={[
              { value: "", label: "All versions" },
              ...versions.map((name) => ({ value: name, label: name })),
            ]}
            error={faults.version}
          />
          <TextArea label="More" name="markdown" optional rows={5} hint="Markdown." error={faults.markdown} />
        </>
      )}
    </KeptForm>
  );
}
