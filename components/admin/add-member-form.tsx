"use client";
import { useActionState } from "react";
import { FormMessage } from "#components/ui/form-message.tsx";
import { Select } from "#components/ui/select.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { Answer } from "#lib/answer.ts";

type State = Answer<unknown> | null;

interface AddMemberFormProps {
  orgId: string;
  action: (previous: State, form: FormData) => Promise<State>;
}

export function AddMemberForm({ orgId, action }: AddMemberFormProps) {
  const [state, send] = useActionState(action, null);
  const faults = state && !state.ok ? state.fields : {};
  return (
    <form action={send} className="flex flex-col gap-4">
      {faults.email ? null : <FormMessage answer={state} done="Added." />}
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
        <Select
          label="Role"
          name="role"
          defaultValue="developer"
          className="w-40"
          options={[
            { value: "owner", label: "Owner" },
            { value: "admin", label: "Admin" },
            { value: "developer", label: "Developer" },
            { value: "viewer", label: "Viewer" },
          ]}
        />
      </div>
      <div>
        <SubmitButton variant="secondary">Add member</SubmitButton>
      </div>
    </form>
  );
}
