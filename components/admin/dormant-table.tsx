import Link from "next/link";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { ActionsTH, Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import type { Answer } from "#lib/answer.ts";
import { mayStop, type PlatformRole } from "#lib/platform-permissions.ts";
import { routes } from "#lib/routes.ts";
import type { DormantUser } from "#server/identity/schema.ts";
import { PlatformRoleBadge } from "./platform-role-badge.tsx";

type UserVerb = (userId: string) => Promise<Answer<unknown>>;

interface DormantTableProps {
  users: DormantUser[];
  now: Date;
  /** Who looks: nothing is offered for their own account, nor for that of somebody whom they do not govern. */
  viewer: { userId: string; platformRole: PlatformRole };
  /** Left out for those who only look. */
  verbs?: { remind: UserVerb; suspend: UserVerb } | undefined;
}

/** Accounts that lie unused, with the two things to do about them. */
export function DormantTable({ users, now, viewer, verbs }: DormantTableProps) {
  return (
    <Table caption="Dormant accounts">
      <THead>
        <TR>
          <TH>Person</TH>
          <TH>Last seen</TH>
          <TH>Joined</TH>
          <TH>Asked</TH>
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
            <TD>{user.lastSeenAt ? <RelativeTime at={user.lastSeenAt} now={now} /> : "never"}</TD>
            <TD>
              <RelativeTime at={user.createdAt} now={now} />
            </TD>
            <TD>{user.remindedAt ? <RelativeTime at={user.remindedAt} now={now} /> : "not yet"}</TD>
            <TD className="text-right">
              {verbs && user.id !== viewer.userId && mayStop(viewer.platformRole, user.platformRole) ? (
                <Buttons user={user} verbs={verbs} />
              ) : null}
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}

function Buttons({ user, verbs }: { user: DormantUser; verbs: { remind: UserVerb; suspend: UserVerb } }) {
  return (
    <span className="inline-flex flex-wrap justify-end gap-2">
      <ConfirmButton
        label="Ask"
        fullLabel={`Ask ${user.name}`}
        title={`Ask ${user.name} whether they need the account?`}
        confirm="Send the mail"
        done={`${user.name} was asked`}
        isHarmless
        action={verbs.remind.bind(null, user.id)}
      >
        A mail asks them to sign in if they want to keep it.
      </ConfirmButton>
      <ConfirmButton
        label="Suspend"
        fullLabel={`Suspend ${user.name}`}
        title={`Suspend ${user.name}?`}
        confirm="Suspend account"
        done={`${user.name} is suspended`}
        action={verbs.suspend.bind(null, user.id)}
      >
        Their access tokens are refused at once. Their organisations' apps and keys go on working. You can
        restore the account at any time.
      </ConfirmButton>
    </span>
  );
}
