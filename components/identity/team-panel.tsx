"use client";
import Link from "next/link";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";
import { routes } from "#lib/routes.ts";
import type { OrganisationDetail } from "#server/identity/schema.ts";

interface TeamPanelProps {
  teams: OrganisationDetail["teams"];
  /** Left out for those who make no teams. */
  create?: FormAction | undefined;
}

/** The teams of an organisation, and a new one. */
export function TeamPanel({ teams, create }: TeamPanelProps) {
  return (
    <Panel
      id="teams"
      title="Teams"
      lead="Apps and APIs belong to teams. Developers change what their teams own; owners and admins everything."
      className="mt-8"
    >
      <ul aria-label="Teams" className="mb-5 flex flex-col">
        {teams.map(({ id, name, memberCount }) => (
          <li
            key={id}
            className="flex justify-between gap-4 border-b border-rule py-2.5 text-sm last:border-0"
          >
            <Link href={routes.organisationTeam(id)} className="font-medium underline">
              {name}
            </Link>
            <span className="text-muted">{memberCount === 1 ? "1 member" : `${memberCount} members`}</span>
          </li>
        ))}
      </ul>
      {create ? (
        <KeptForm
          action={create}
          submit="Make team"
          variant="secondary"
          done="The team is made."
          isEmptiedWhenDone
        >
          {(faults) => (
            <TextField
              label="Name of the new team"
              name="name"
              maxLength={60}
              required
              error={faults.name}
              className="max-w-md"
            />
          )}
        </KeptForm>
      ) : null}
    </Panel>
  );
}
