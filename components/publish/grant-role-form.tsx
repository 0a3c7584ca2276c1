"use client";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { Select } from "#components/ui/select.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";

interface GrantRoleFormProps {
  people: readonly { userId: string; name: string }[];
  action: FormAction;
}

/** Names a member reviewer, editor or owner of one API. */
export function GrantRoleForm({ people, action }: GrantRoleFormProps) {
  return (
    <KeptForm action={action} submit="Give role" done="Given. They have a mail.">
      {(faults) => (
        <div className="flex flex-wrap items-start gap-3">
          <Select
            label="Person"
            name="userId"
            error={faults.userId}
            className="min-w-48 flex-1"
            options={people.map(({ userId, name }) => ({ value: userId, label: name }))}
          />
          <Select
            label="Role"
            name="role"
            defaultValue="reviewer"
            error={faults.role}
            className="min-w-48 flex-1"
            options={[
              { value: "reviewer", label: "Reviewer: decides who gets access" },
              { value: "editor", label: "Editor: also changes and publishes" },
              { value: "owner", label: "Owner: also visibility and roles" },
            ]}
          />
        </div>
      )}
    </KeptForm>
  );
}
