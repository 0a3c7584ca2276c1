import Link from "next/link";
import { Panel } from "#components/ui/panel.tsx";
import { SelectAtOnce } from "#components/ui/select-at-once.tsx";
import { Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import type { Answer } from "#lib/answer.ts";
import { routes } from "#lib/routes.ts";
import type { ProvisionedGroup } from "#server/scim/schema.ts";

const ROLES = [
  { value: "", label: "What they are" },
  { value: "viewer", label: "Viewer" },
  { value: "developer", label: "Developer" },
  { value: "admin", label: "Admin" },
];

interface DirectoryGroupsProps {
  groups: ProvisionedGroup[];
  setRole: (teamId: string, role: string) => Promise<Answer<unknown>>;
}

/** The teams that the directory keeps, and what their people become. */
export function DirectoryGroups({ groups, setRole }: DirectoryGroupsProps) {
  if (groups.length === 0) return null;
  return (
    <Panel
      title="Groups from the directory"
      lead="Each is a team. A role that you choose here becomes that of its people; of several, the strongest counts. Owners are left alone."
      isFlush
    >
      <Table caption="Groups from the directory" className="rounded-t-none border-0">
        <THead>
          <TR>
            <TH>Team</TH>
            <TH isNumber>People</TH>
            <TH>Its people become</TH>
          </TR>
        </THead>
        <tbody>
          {groups.map(({ teamId, displayName, role, memberCount }) => (
            <TR key={teamId}>
              <TD>
                <Link
                  href={routes.organisationTeam(teamId)}
                  className="text-accent underline underline-offset-2"
                >
                  {displayName}
                </Link>
              </TD>
              <TD isNumber>{memberCount}</TD>
              <TD>
                <SelectAtOnce
                  key={role}
                  name="role"
                  value={role ?? ""}
                  label={`What the people of ${displayName} become`}
                  options={ROLES}
                  done="Role of the group changed"
                  change={setRole.bind(null, teamId)}
                />
              </TD>
            </TR>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}
