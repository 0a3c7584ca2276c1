import type { Metadata } from "next";
import { AuthFrame } from "#components/identity/auth-frame.tsx";
import { ConfirmEmailForm } from "#components/identity/confirm-email-form.tsx";
import { DeadLink } from "#components/identity/dead-link.tsx";
import { routes } from "#lib/routes.ts";
import type { SearchPage } from "#lib/search-page.ts";
import { peekVerification } from "#server/identity/index.ts";
import { currentContext, readPendingSignUp } from "#server/platform/session.ts";
import { verifyEmailAction } from "./actions.ts";

export const metadata: Metadata = {
  title: "Confirm your e-mail",
  referrer: "no-referrer",
  robots: { index: false },
};

export default async function VerifyEmailPage({ searchParams }: SearchPage) {
  const { token } = await searchParams;
  const pending = await readPendingSignUp();
  const state =
    typeof token === "string"
      ? await peekVerification(await currentContext(), token, pending?.browserSecret)
      : "dead";
  if (state === "dead" || typeof token !== "string") {
    return (
      <DeadLink title="This link no longer works" href={routes.signIn()} label="Sign in">
        It was used already, is older than a day, or a newer one was sent. If your address is confirmed, just
        sign in; if not, signing in sends a new link.
      </DeadLink>
    );
  }
  return (
    <AuthFrame title="Confirm your e-mail" lead={LEADS[state]}>
      <ConfirmEmailForm action={verifyEmailAction} token={token} needsPassword={state !== "ready"} />
    </AuthFrame>
  );
}

const LEADS = {
  ready: "One moment, you are being signed in.",
  other_browser:
    "You opened the link in another browser than the one you signed up with. Enter the password you chose, so that we know it is you.",
  needs_password: "Enter your password to confirm that it is you.",
};
