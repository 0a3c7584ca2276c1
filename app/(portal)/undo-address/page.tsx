import type { Metadata } from "next";
import { AuthFrame } from "#components/identity/auth-frame.tsx";
import { DeadLink } from "#components/identity/dead-link.tsx";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { routes } from "#lib/routes.ts";
import type { SearchPage } from "#lib/search-page.ts";
import { peekEmailUndo } from "#server/identity/index.ts";
import { UNDO_REACH_DAYS } from "#server/identity/schema.ts";
import { currentContext } from "#server/platform/session.ts";
import { undoEmailChangeAction } from "./actions.ts";

export const metadata: Metadata = {
  title: "Undo the change of address",
  referrer: "no-referrer",
  robots: { index: false },
};

export default async function UndoAddressPage({ searchParams }: SearchPage) {
  const { token } = await searchParams;
  const change = typeof token === "string" ? await peekEmailUndo(await currentContext(), token) : null;
  if (!change || typeof token !== "string") {
    return (
      <DeadLink title="This link no longer works" href={routes.forgotPassword()} label="Set a new password">
        It was used already, or a week has passed. If your account is not yours any more, ask the
        administrator of this portal.
      </DeadLink>
    );
  }
  return (
    <AuthFrame title={change.isConfirmed ? "Take your account back" : "Stop the change of address"}>
      <KeptForm
        action={undoEmailChangeAction}
        submit={change.isConfirmed ? "Give the account back" : "Stop the change"}
        variant="danger"
        fields={{ token }}
      >
        <div className="flex flex-col gap-3">
          <p>
            {change.isConfirmed ? "The account goes back to " : "The account stays with "}
            <strong className="break-all">{change.oldEmail}</strong>, and every session of it ends. Then set a
            new password: somebody was signed in who should not be.
          </p>
          <p>
            Removed too is what was added since the change was asked for or in the {UNDO_REACH_DAYS} days
            before: authenticator app, passkeys, recovery codes, connected accounts, access tokens and open
            invitations. A mail tells you what it was.
          </p>
        </div>
      </KeptForm>
    </AuthFrame>
  );
}
