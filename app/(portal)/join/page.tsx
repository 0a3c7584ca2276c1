import type { Metadata } from "next";
import { signOutAction } from "#app/_parts/session-actions.ts";
import { AcceptForm } from "#components/identity/accept-form.tsx";
import { AuthFrame } from "#components/identity/auth-frame.tsx";
import { DeadLink } from "#components/identity/dead-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { routes } from "#lib/routes.ts";
import type { SearchPage } from "#lib/search-page.ts";
import { peekInvitation } from "#server/identity/index.ts";
import { currentContext } from "#server/platform/session.ts";
import { acceptInvitationAction } from "./actions.ts";

export const metadata: Metadata = {
  title: "Invitation",
  referrer: "no-referrer",
  robots: { index: false },
};

export default async function JoinPage({ searchParams }: SearchPage) {
  const { token } = await searchParams;
  const ctx = await currentContext();
  const offer = typeof token === "string" ? await peekInvitation(ctx, token) : null;
  if (!offer || typeof token !== "string") {
    return (
      <DeadLink title="This invitation no longer works" href={routes.home()} label="Go to the home page">
        It was used already, is older than seven days, or was taken back. Ask whoever invited you for a new
        one.
      </DeadLink>
    );
  }
  const { orgName, role, maskedEmail, isForMe } = offer;
  const here = routes.join(token);
  if (isForMe) {
    return (
      <AuthFrame title={`Join ${orgName}`} lead={`You will work in ${orgName} as ${role}.`}>
        <AcceptForm token={token} orgName={orgName} action={acceptInvitationAction} />
      </AuthFrame>
    );
  }
  if (ctx.caller.kind === "member") {
    return (
      <AuthFrame
        title="This invitation is for another address"
        lead={`It was sent to ${maskedEmail}; you are signed in as ${ctx.caller.email}. Sign out, open the link again, and sign in with that address.`}
      >
        <form action={signOutAction}>
          <Button type="submit">Sign out</Button>
        </form>
      </AuthFrame>
    );
  }
  return (
    <AuthFrame
      title={`${orgName} invites you`}
      lead={`To work there as ${role}, sign in with ${maskedEmail}, or create an account with that address.`}
    >
      <div className="flex flex-wrap gap-3">
        <LinkButton href={routes.signUp(here)} variant="primary">
          Create an account
        </LinkButton>
        <LinkButton href={routes.signIn(here)}>Sign in</LinkButton>
      </div>
    </AuthFrame>
  );
}
