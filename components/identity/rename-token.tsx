"use client";
import { Button } from "#components/ui/button.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { FormMessage } from "#components/ui/form-message.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { type FormAction, useKeptForm } from "#components/ui/use-kept-form.ts";

interface RenameTokenProps {
  name: string;
  rename: FormAction;
}

/** Changes what a token is called, and nothing of what it may. */
export function RenameToken({ name, rename }: RenameTokenProps) {
  return (
    <FormDialog
      trigger={
        <Button size="sm" variant="secondary" aria-label={`Rename the token ${name}`}>
          Rename
        </Button>
      }
      title="Rename token"
    >
      <RenameForm name={name} rename={rename} />
    </FormDialog>
  );
}

function RenameForm({ name, rename }: RenameTokenProps) {
  const { answer, faults, form } = useKeptForm(rename, { done: "Token renamed" });
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormMessage answer={answer} besides={["name"]} />
      <TextField label="Name" name="name" defaultValue={name} maxLength={80} required error={faults.name} />
      <div>
        <SubmitButton>Save name</SubmitButton>
      </div>
    </form>
  );
}
