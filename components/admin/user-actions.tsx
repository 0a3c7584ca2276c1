import Link from "next/link";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import type { Answer } from "#lib/answer.ts";
import { routes } from "#lib/routes.ts";
import type { UserSummary } from "#server/identity/schema.ts";

type UserVerb = (userId: string) => Promise<Answer<unknown>>;

export interface UserVerbs {
  suspend: UserVerb;
  restore: UserVerb;
  makeAdmin: UserVerb;
  unmakeAdmin: UserVerb;
}

/** What an administrator can do about a person; nobody suspends or demotes themselves here. */
export function UserActions({
  user,
  isSelf,
  verbs,
}: {
  user: UserSummary;
  isSelf: boolean;
  verbs: UserVerbs;
}) {
  return (
    <div className="flex items-center justify-end gap-2 whitespace-nowrap">
      <Link
        href={`${routes.adminAudit()}?actor=${encodeURIComponent(user.id)}`}
        className="text-caption text-accent hover:underline"
      >
        Audit trail
      </Link>
      {isSelf ? null : <RoleButton user={user} verbs={verbs} />}
      {isSelf ? null : <StatusButton user={user} verbs={verbs} />}
    </div>
  );
}

function RoleButton({ user, verbs }: { user: UserSummary; verbs: UserVerbs }) {
  if (user.platformRole === "admin") {
    return (
      <ConfirmButton
        label="Remove admin"
        title={`Take the administrator's role from ${user.name}?`}
        confirm="Remove role"
        done={`${user.name} is no longer an administrator`}
        variant="quiet"
        action={verbs.unmakeAdmin.bind(null, user.id)}
      >
        They keep their account and organisations, and lose this area at once.
      </ConfirmButton>
    );
  }
  if (user.status !== "active" || !user.isEmailVerified) return null;
  return (
    <ConfirmButton
      label="Make admin"
      title={`Make ${user.name} an administrator?`}
      confirm="Make administrator"
      done={`${user.name} is an administrator now`}
      variant="quiet"
      isHarmless
      action={verbs.makeAdmin.bind(null, user.id)}
    >
      Administrators see every organisation and every API, and can suspend people, you included.
    </ConfirmButton>
  );
}

function StatusButton({ user, verbs }: { user: UserSummary; verbs: UserVerbs }) {
  if (user.status === "suspended") {
    return (
      <ConfirmButton
        label="Restore"
        title={`Restore ${user.name}?`}
        confirm="Restore account"
        done={`${user.name} can sign in again`}
        isHarmless
        action={verbs.restore.bind(null, user.id)}
      >
        They can sign in again, their access tokens work again, and a mail tells them.
      </ConfirmButton>
    );
  }
  return (
    <ConfirmButton
      label="Suspend"
      title={`Suspend ${user.name}?`}
      confirm="Suspend account"
      done={`${user.name} is suspended`}
      action={verbs.suspend.bind(null, user.id)}
    >
      Their sessions end and their access tokens are refused at once. Their organisations' apps and keys go on
      working. A mail tells them; you can restore the account at any time.
    </ConfirmButton>
  );
}
