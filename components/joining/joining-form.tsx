"use client";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Select } from "#components/ui/select.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";
import type { DomainSummary } from "#server/joining/schema.ts";

interface JoiningFormProps {
  domain: DomainSummary;
  teams: { id: string; name: string }[];
  action: FormAction;
}

/** Whether people with an address at the domain join, and as what. */
export function JoiningForm({ domain, teams, action }: JoiningFormProps) {
  const modes = [
    { value: "off", label: "By invitation alone", hint: "An address here opens nothing." },
    { value: "approval", label: "They ask", hint: "Owners and admins get a mail and decide." },
    {
      value: "at_once",
      label: "At once",
      hint: "Whoever confirms an address here can join without being asked about.",
    },
  ];
  return (
    <KeptForm
      action={action}
      submit="Save"
      variant="secondary"
      done="Saved. It holds from now on."
      fields={{ domainId: domain.id }}
    >
      {(faults) => (
        <>
          <RadioGroup
            legend={`People with an address at ${domain.domain} join`}
            name="mode"
            options={modes}
            defaultValue={domain.mode}
            error={faults.mode}
          />
          <div className="grid gap-5 sm:grid-cols-2">
            <Select
              label="They become"
              name="role"
              defaultValue={domain.role}
              error={faults.role}
              options={[
                { value: "developer", label: "Developer: apps, keys and APIs of their team" },
                { value: "viewer", label: "Viewer: look" },
              ]}
            />
            {teams.length > 1 ? (
              <Select
                label="In the team"
                name="teamId"
                defaultValue={domain.teamId ?? ""}
                error={faults.teamId}
                options={teams.map(({ id, name }) => ({ value: id, label: name }))}
              />
            ) : null}
          </div>
        </>
      )}
    </KeptForm>
  );
}
