import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import type { Answer } from "#lib/answer.ts";
import type { UserSummary } from "#server/identity/schema.ts";

type UserVerb = (userId: string) => Promise<Answer<unknown>>;

export interface UserVerbs {
  suspend: UserVerb;
  restore: UserVerb;
}

/** Stops an account or lets it work again. */
export function StatusButton({
  user,
  verbs,
}: {
  user: Pick<UserSummary, "id" | "name" | "status">;
  verbs: UserVerbs;
}) {
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
