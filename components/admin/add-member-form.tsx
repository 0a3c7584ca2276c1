"use client";
import { ROLES } from "#components/identity/roles.ts";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { Select } from "#components/ui/select.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";

export function AddMemberForm({ orgId, action }: { orgId: string; action: FormAction }) {
  return (
    <KeptForm action={action} submit="Add member" variant="secondary" done="Added." isEmptiedWhenDone>
      {(faults) => (
        <>
          <input type="hidden" name="orgId" value={orgId} />
          <div className="flex flex-wrap items-start gap-3">
            <TextField
              label="E-mail of an existing account"
              name="email"
              type="email"
              required
              error={faults.email}
              className="min-w-64 flex-1"
            />
            <Select label="Role" name="role" defaultValue="developer" className="w-40" options={ROLES} />
          </div>
        </>
      )}
    </KeptForm>
  );
}
