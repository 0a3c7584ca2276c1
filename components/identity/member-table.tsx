import Link from "next/link";
import { Badge } from "#components/ui/badge.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { SelectAtOnce } from "#components/ui/select-at-once.tsx";
import { ActionsTH, Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import type { Answer } from "#lib/answer.ts";
import { routes } from "#lib/routes.ts";
import type { OrganisationDetail, OrgRoleValue } from "#server/identity/schema.ts";
import { ROLES } from "./roles.ts";
import { StatusBadge } from "./status-badge.tsx";

interface MemberTableProps {
  organisation: OrganisationDetail;
  now: Date;
  setRole: (orgId: string, userId: string, role: OrgRoleValue) => Promise<Answer<unknown>>;
  remove: (orgId: string, userId: string) => Promise<Answer<unknown>>;
  /** The member looking, in their own organisation; left out for administrators of the portal. */
  me?: { userId: string; role: OrgRoleValue };
  /** Whether an administrator of the portal looks who may only look. */
  isReadOnly?: boolean;
  /** Hands the organisation to a member; left out for those who do not own it. */
  handOver?: ((userId: string) => Promise<Answer<unknown>>) | undefined;
}

/** Who belongs to an organisation, and as what. */
export function MemberTable({
  organisation,
  now,
  setRole,
  remove,
  me,
  isReadOnly,
  handOver,
}: MemberTableProps) {
  const { id: orgId, name: orgName, members } = organisation;
  const isOrganiser = me ? me.role === "owner" || me.role === "admin" : !isReadOnly;
  const mayChange = (role: OrgRoleValue) => isOrganiser && (role !== "owner" || me?.role !== "admin");
  return (
    <Table caption="Members">
      <THead>
        <TR>
          <TH>Person</TH>
          <TH>Role</TH>
          <TH>State</TH>
          <TH>Since</TH>
          <ActionsTH />
        </TR>
      </THead>
      <tbody>
        {members.map(({ userId, name, email, role, status, since }) => (
          <TR key={userId}>
            <TD className="min-w-48">
              <span className="flex flex-wrap items-center gap-2 font-medium">
                {name}
                {userId === me?.userId ? <Badge tone="good">You</Badge> : null}
              </span>
              <span className="text-caption break-all text-muted">{email}</span>
            </TD>
            <TD>
              {mayChange(role) ? (
                <SelectAtOnce
                  key={role}
                  name="role"
                  value={role}
                  label={`Role of ${name}`}
                  options={ROLES}
                  done="Role changed"
                  change={setRole.bind(null, orgId, userId)}
                />
              ) : (
                <span className="capitalize">{role}</span>
              )}
            </TD>
            <TD>
              <StatusBadge status={status} />
            </TD>
            <TD>
              <RelativeTime at={since} now={now} />
            </TD>
            <TD className="text-right">
              <span className="inline-flex flex-wrap justify-end gap-2">
                {handOver && userId !== me?.userId ? (
                  <ConfirmButton
                    label="Hand over"
                    fullLabel={`Hand over ${orgName} to ${name}`}
                    title={`Hand ${orgName} over to ${name}?`}
                    confirm="Hand over"
                    done={`${name} owns ${orgName} now`}
                    action={handOver.bind(null, userId)}
                  >
                    {name} becomes an owner and you an admin. Only an owner can make you one again.
                  </ConfirmButton>
                ) : null}
                {me && isOrganiser ? (
                  <LinkButton href={routes.organisationMember(userId)} size="sm">
                    {mayChange(role) && userId !== me.userId ? "Review or remove" : "Review"}
                    <span className="sr-only"> {name}</span>
                  </LinkButton>
                ) : null}
                {!me && mayChange(role) ? (
                  <ConfirmButton
                    label="Remove"
                    fullLabel={`Remove ${name}`}
                    title={`Remove ${name} from ${orgName}?`}
                    confirm="Remove member"
                    done={`${name} was removed`}
                    action={remove.bind(null, orgId, userId)}
                  >
                    Their access tokens for {orgName} are revoked. Apps, keys and APIs stay: they belong to
                    the organisation.{" "}
                    <Link href={`${routes.adminAudit()}?actor=${userId}`} className="underline">
                      See what they made and saw
                    </Link>{" "}
                    and replace the secrets among it.
                  </ConfirmButton>
                ) : null}
              </span>
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}
