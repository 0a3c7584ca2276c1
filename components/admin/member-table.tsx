import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import type { Answer } from "#lib/answer.ts";
import type { OrganisationDetail, OrgRoleValue } from "#server/identity/schema.ts";
import { RoleSelect } from "./role-select.tsx";
import { StatusBadge } from "./status-badge.tsx";

interface MemberTableProps {
  organisation: OrganisationDetail;
  now: Date;
  setRole: (orgId: string, userId: string, role: OrgRoleValue) => Promise<Answer<unknown>>;
  remove: (orgId: string, userId: string) => Promise<Answer<unknown>>;
}

/** Who belongs to an organisation, and as what. */
export function MemberTable({ organisation, now, setRole, remove }: MemberTableProps) {
  const { id: orgId, name: orgName, members } = organisation;
  return (
    <Table caption="Members">
      <THead>
        <TR>
          <TH>Person</TH>
          <TH>Role</TH>
          <TH>State</TH>
          <TH>Since</TH>
          <TH>
            <span className="sr-only">Actions</span>
          </TH>
        </TR>
      </THead>
      <tbody>
        {members.map(({ userId, name, email, role, status, since }) => (
          <TR key={userId}>
            <TD>
              <span className="block font-medium">{name}</span>
              <span className="text-caption break-all text-muted">{email}</span>
            </TD>
            <TD>
              <RoleSelect role={role} label={`Role of ${name}`} setRole={setRole.bind(null, orgId, userId)} />
            </TD>
            <TD>
              <StatusBadge status={status} />
            </TD>
            <TD>
              <RelativeTime at={since} now={now} />
            </TD>
            <TD className="text-right">
              <ConfirmButton
                label="Remove"
                fullLabel={`Remove ${name}`}
                title={`Remove ${name} from ${orgName}?`}
                confirm="Remove member"
                done={`${name} was removed`}
                action={remove.bind(null, orgId, userId)}
              >
                Their access tokens for {orgName} are revoked. Apps and APIs stay: they belong to the
                organisation.
              </ConfirmButton>
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}
