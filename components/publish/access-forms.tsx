"use client";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { TextArea } from "#components/ui/text-area.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";

function Words({ error }: { error: string | undefined }) {
  return (
    <TextArea
      label="Your words to them"
      name="answer"
      optional
      rows={3}
      maxLength={1_000}
      hint="Sent with the mail."
      error={error}
    />
  );
}

/** The publisher's yes, perhaps until a day. */
export function GrantForm({ action }: { action: FormAction }) {
  return (
    <KeptForm action={action} submit="Grant access" done="They may read it and have a mail.">
      {(faults) => (
        <>
          <input type="hidden" name="decision" value="grant" />
          <TextField
            label="Ends on"
            name="expiresAt"
            type="date"
            optional
            hint="Left empty, it lasts until you revoke it."
            error={faults.expiresAt}
          />
          <Words error={faults.answer} />
        </>
      )}
    </KeptForm>
  );
}

/** The publisher's no. */
export function RefuseForm({ action }: { action: FormAction }) {
  return (
    <KeptForm action={action} submit="Refuse" variant="danger" done="Refused. They have a mail.">
      {(faults) => (
        <>
          <input type="hidden" name="decision" value="refuse" />
          <Words error={faults.answer} />
        </>
      )}
    </KeptForm>
  );
}

/** The end of granted access. */
export function RevokeForm({ action }: { action: FormAction }) {
  return (
    <KeptForm action={action} submit="Revoke access" variant="danger" done="Revoked. They have a mail.">
      {(faults) => <Words error={faults.answer} />}
    </KeptForm>
  );
}
