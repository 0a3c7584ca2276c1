"use client";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { Select } from "#components/ui/select.tsx";
import { TextArea } from "#components/ui/text-area.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";

interface RegisterAppFormProps {
  action: FormAction;
  /** The teams it may belong to; asked for when there are several. */
  teams: { id: string; name: string }[];
}

export function RegisterAppForm({ action, teams }: RegisterAppFormProps) {
  return (
    <KeptForm action={action} submit="Register app">
      {(faults) => (
        <>
          <TextField
            label="Name"
            name="name"
            hint="What your colleagues would call it."
            required
            maxLength={80}
            error={faults.name}
          />
          <TextArea
            label="What it does"
            name="description"
            optional
            rows={3}
            maxLength={500}
            hint="Publishers read this when a plan needs their approval."
            error={faults.description}
          />
          {teams.length > 1 ? (
            <Select
              label="Team"
              name="teamId"
              hint="Its developers change the app and hold its keys."
              error={faults.teamId}
              options={teams.map(({ id, name }) => ({ value: id, label: name }))}
            />
          ) : null}
        </>
      )}
    </KeptForm>
  );
}
