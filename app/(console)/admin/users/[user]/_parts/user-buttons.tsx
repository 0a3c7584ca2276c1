import { StatusButton } from "#components/admin/user-actions.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { mayStop, platformMay } from "#lib/platform-permissions.ts";
import type { UserDetail } from "#server/identity/schema.ts";
import type { MemberCaller } from "#server/platform/context.ts";
import {
  endUserSessionsAction,
  resetUserSignInAction,
  restoreUserAction,
  suspendUserAction,
} from "../../actions.ts";

const VERBS = { suspend: suspendUserAction, restore: restoreUserAction };

/** What can be done about a person's account at once. */
export function UserButtons({ caller, user }: { caller: MemberCaller; user: UserDetail }) {
  const { platformRole: own } = caller;
  if (user.id === caller.userId || !mayStop(own, user.platformRole)) return null;
  return (
    <>
      {platformMay(own, "sessions.end") && user.sessions.length > 0 ? (
        <ConfirmButton
          label="End all sessions"
          title={`Sign ${user.name} out everywhere?`}
          confirm="End all sessions"
          done="All sessions ended"
          action={endUserSessionsAction.bind(null, user.id)}
        >
          They have to sign in again in every browser. A mail tells them.
        </ConfirmButton>
      ) : null}
      {platformMay(own, "users.write") && user.status === "active" ? (
        <ConfirmButton
          label="Reset sign-in"
          title={`Reset how ${user.name} signs in?`}
          confirm="Reset sign-in"
          done={`${user.name} got a mail with the way back`}
          action={resetUserSignInAction.bind(null, user.id)}
        >
          Their password and second factors are taken away and their sessions end. A mail to {user.email} lets
          them choose a new password within a day. Do it only when you are sure who asked.
        </ConfirmButton>
      ) : null}
      {platformMay(own, "users.suspend") ? <StatusButton user={user} verbs={VERBS} /> : null}
    </>
  );
}
