import { Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import { ORGANISATION_PERMISSIONS, ORGANISATION_ROLES, type Reach } from "#lib/organisation-permissions.ts";

const WORDS: Record<Reach, string> = { all: "All", own_teams: "Own teams", none: "No" };

/** Who may do what, by role. */
export function PermissionTable() {
  return (
    <Table caption="What each role may do">
      <THead>
        <TR>
          <TH>May</TH>
          {ORGANISATION_ROLES.map((role) => (
            <TH key={role} className="capitalize">
              {role}
            </TH>
          ))}
        </TR>
      </THead>
      <tbody>
        {Object.entries(ORGANISATION_PERMISSIONS).map(([name, { may, reach }]) => (
          <TR key={name}>
            <TD className="min-w-56">{may}</TD>
            {ORGANISATION_ROLES.map((role) => (
              <TD key={role} className={reach[role] === "none" ? "text-muted" : "font-medium"}>
                {WORDS[reach[role]]}
              </TD>
            ))}
          </TR>
        ))}
      </tbody>
    </Table>
  );
}
