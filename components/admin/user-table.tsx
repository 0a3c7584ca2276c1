import Link from "next/link";
import { StatusBadge } from "#components/identity/status-badge.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { ActionsTH, Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import { mayStop, type PlatformRole } from "#lib/platform-permissions.ts";
import { routes } from "#lib/routes.ts";
import type { UserSummary } from "#server/identity/schema.ts";
import { PlatformRoleBadge } from "./platform-role-badge.tsx";
import { StatusButton, type UserVerbs } from "./user-actions.tsx";

interface UserTableProps {
  users: UserSummary[];
  now: Date;
  /** Who looks: nothing is offered for their own account, nor for that of somebody whom they do not govern. */
  viewer: { userId: string; platformRole: PlatformRole };
  /** Left out for those who only look. */
  verbs?: UserVerbs | undefined;
}

/** The portal's people, with what can be done about them. */
export function UserTable({ users, now, viewer, verbs }: UserTableProps) {
  return (
    <Table caption="Users">
      <THead>
        <TR>
          <TH>Person</TH>
          <TH>State</TH>
          <TH>Organisations</TH>
          <TH>Last seen</TH>
          <TH>Joined</TH>
          <ActionsTH />
        </TR>
      </THead>
      <tbody>
        {users.map((user) => (
          <TR key={user.id}>
            <TD>
              <span className="flex flex-wrap items-center gap-x-2 font-medium">
                <Link href={routes.adminUser(user.id)} className="hover:underline">
                  {user.name}
                </Link>
                <PlatformRoleBadge role={user.platformRole} />
              </span>
              <span className="text-caption break-all text-muted">{user.email}</span>
            </TD>
            <TD>
              <span className="flex flex-wrap gap-1">
                <StatusBadge status={user.status} />
                {user.isEmailVerified ? null : <Badge tone="attention">Unconfirmed</Badge>}
              </span>
            </TD>
            <TD>
              <ul>
                {user.organisations.map(({ id, name, role }) => (
                  <li key={id}>
                    <Link href={routes.adminOrganisation(id)} className="hover:underline">
                      {name}
                    </Link>{" "}
                    <span className="text-caption text-faint">{role}</span>
                  </li>
                ))}
              </ul>
            </TD>
            <TD>{user.lastSeenAt ? <RelativeTime at={user.lastSeenAt} now={now} /> : "never"}</TD>
            <TD>
              <RelativeTime at={user.createdAt} now={now} />
            </TD>
            <TD className="text-right">
              {verbs && user.id !== viewer.userId && mayStop(viewer.platformRole, user.platformRole) ? (
                <StatusButton user={user} verbs={verbs} />
              ) : null}
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}
