"use client";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { Select } from "#components/ui/select.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";

export function AddTeamMemberForm({
  others,
  action,
}: {
  others: { userId: string; name: string }[];
  action: FormAction;
}) {
  return (
    <KeptForm action={action} submit="Add to team" variant="secondary" done="Added.">
      {(faults) => (
        <Select
          label="Member of the organisation"
          name="userId"
          error={faults.userId}
          className="max-w-md"
          options={others.map(({ userId, name }) => ({ value: userId, label: name }))}
        />
      )}
    </KeptForm>
  );
}

export function RenameTeamForm({ name, action }: { name: string; action: FormAction }) {
  return (
    <KeptForm action={action} submit="Save name" variant="secondary" done="Saved.">
      {(faults) => (
        <TextField
          label="Name of the team"
          name="name"
          defaultValue={name}
          maxLength={60}
          required
          error={faults.name}
          className="max-w-md"
        />
      )}
    </KeptForm>
  );
}
