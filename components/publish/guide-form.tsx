"use client";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { TextArea } from "#components/ui/text-area.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";
import type { GuideDetail } from "#server/catalog/schema.ts";

export function GuideForm({ action, guide }: { action: FormAction; guide?: GuideDetail }) {
  return (
    <KeptForm
      action={action}
      submit={guide ? "Save guide" : "Publish guide"}
      done={guide ? "Saved." : "The guide is published."}
    >
      {(faults) => (
        <>
          <TextField
            label="Title"
            name="title"
            required
            maxLength={120}
            defaultValue={guide?.title}
            error={faults.title}
          />
          {guide ? (
            <input type="hidden" name="slug" value={guide.slug} />
          ) : (
            <TextField
              label="Address"
              name="slug"
              required
              maxLength={60}
              hint="Such as getting-started."
              error={faults.slug}
            />
          )}
          <TextField
            label="In one line"
            name="summary"
            optional
            maxLength={300}
            defaultValue={guide?.summary}
            error={faults.summary}
          />
          <TextArea
            label="Text"
            name="markdown"
            required
            rows={14}
            defaultValue={guide?.markdown}
            hint="Markdown."
            error={faults.markdown}
          />
        </>
      )}
    </KeptForm>
  );
}
