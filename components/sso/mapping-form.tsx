"use client";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { Select } from "#components/ui/select.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";

export interface MappingTarget {
  id: string;
  name: string;
  teams: { id: string; name: string }[];
}

interface MappingFormProps {
  action: FormAction;
  providerId: string;
  organisations: MappingTarget[];
}

export function MappingForm({ action, providerId, organisations }: MappingFormProps) {
  const targets = organisations.flatMap((org) => [
    { value: org.id, label: org.name },
    ...org.teams.map((team) => ({ value: `${org.id} ${team.id}`, label: `${org.name}, team ${team.name}` })),
  ]);
  return (
    <KeptForm action={action} submit="Add mapping" variant="secondary">
      {(faults) => (
        <>
          <input type="hidden" name="providerId" value={providerId} />
          <div className="flex flex-wrap items-start gap-3">
            <TextField
              label="Claim"
              name="claim"
              placeholder="groups"
              autoComplete="off"
              required
              error={faults.claim}
              className="min-w-40 flex-1"
            />
            <TextField
              label="Value"
              name="value"
              autoComplete="off"
              required
              error={faults.value}
              className="min-w-40 flex-1"
            />
          </div>
          <div className="flex flex-wrap items-start gap-3">
            <Select
              label="Leads to"
              name="target"
              options={targets}
              error={faults.orgId ?? faults.teamId}
              className="min-w-56 flex-1"
            />
            <Select
              label="Role"
              name="role"
              defaultValue="developer"
              error={faults.role}
              className="w-44"
              options={[
                { value: "viewer", label: "Viewer" },
                { value: "developer", label: "Developer" },
                { value: "admin", label: "Admin" },
              ]}
            />
          </div>
        </>
      )}
    </KeptForm>
  );
}
