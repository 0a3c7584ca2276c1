"use client";
import { Button } from "#components/ui/button.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { TextArea } from "#components/ui/text-area.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";

interface StopDialogProps {
  /** The verb: "Suspend". */
  label: string;
  /** The label with what it is about: "Suspend the app CI". */
  fullLabel: string;
  title: string;
  /** What it does, and to whom. */
  description: string;
  /** Said when it is done. */
  done: string;
  action: FormAction;
}

/** A button that stops something of somebody else's, for a reason that they read. */
export function StopDialog({ label, fullLabel, title, description, done, action }: StopDialogProps) {
  return (
    <FormDialog
      trigger={
        <Button size="sm" variant="secondary" aria-label={fullLabel}>
          {label}
        </Button>
      }
      title={title}
      description={description}
    >
      <KeptForm action={action} submit={label} variant="danger" done={done}>
        {(faults) => (
          <TextArea
            label="Reason"
            name="reason"
            hint="Its owners read it in a mail and on its page."
            rows={4}
            maxLength={1_000}
            required
            error={faults.reason}
          />
        )}
      </KeptForm>
    </FormDialog>
  );
}
