import type { Metadata } from "next";
import { AuthFrame } from "#components/identity/auth-frame.tsx";
import { DeadLink } from "#components/identity/dead-link.tsx";
import { NewPasswordForm } from "#components/identity/new-password-form.tsx";
import { routes } from "#lib/routes.ts";
import type { SearchPage } from "#lib/search-page.ts";
import { peekReset } from "#server/identity/index.ts";
import { currentContext } from "#server/platform/session.ts";
import { resetPasswordAction } from "./actions.ts";

export const metadata: Metadata = {
  title: "Set a new password",
  referrer: "no-referrer",
  robots: { index: false },
};

export default async function ResetPasswordPage({ searchParams }: SearchPage) {
  const { token } = await searchParams;
  const link = typeof token === "string" ? await peekReset(await currentContext(), token) : null;
  if (typeof token !== "string" || !link) {
    return (
      <DeadLink title="This link no longer works" href={routes.forgotPassword()} label="Ask for a new link">
        It was used already or is older than an hour.
      </DeadLink>
    );
  }
  return (
    <AuthFrame
      title="Set a new password"
      lead="Your other sessions and your access tokens end, and you are signed in here."
    >
      <NewPasswordForm action={resetPasswordAction} token={token} passwordMin={link.passwordMin} />
    </AuthFrame>
  );
}
