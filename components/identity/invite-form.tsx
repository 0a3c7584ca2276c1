"use client";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { Select } from "#components/ui/select.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";
import { ROLES } from "./roles.ts";

interface InviteFormProps {
  action: FormAction;
  mayInviteOwners: boolean;
  teams: { id: string; name: string }[];
}

export function InviteForm({ action, mayInviteOwners, teams }: InviteFormProps) {
  const offered = ROLES.filter(({ value }) => value !== "owner" || mayInviteOwners);
  return (
    <KeptForm action={action} submit="Send invitation" done="The invitation is on its way." isEmptiedWhenDone>
      {(faults) => (
        <div className="flex flex-wrap items-start gap-3">
          <TextField
            label="E-mail"
            name="email"
            type="email"
            autoComplete="off"
            required
            error={faults.email}
            className="min-w-64 flex-1"
          />
          <Select
            label="Role"
            name="role"
            defaultValue="developer"
            error={faults.role}
            className="w-72"
            options={offered.map(({ value, label, may }) => ({ value, label: `${label}: ${may}` }))}
          />
          {teams.length > 1 ? (
            <Select
              label="Team"
              name="teamId"
              error={faults.teamId}
              className="w-44"
              options={teams.map(({ id, name }) => ({ value: id, label: name }))}
            />
          ) : null}
        </div>
      )}
    </KeptForm>
  );
}
