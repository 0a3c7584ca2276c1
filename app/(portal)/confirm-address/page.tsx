import type { Metadata } from "next";
import { AuthFrame } from "#components/identity/auth-frame.tsx";
import { DeadLink } from "#components/identity/dead-link.tsx";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { routes } from "#lib/routes.ts";
import type { SearchPage } from "#lib/search-page.ts";
import { peekEmailChange } from "#server/identity/index.ts";
import { currentContext } from "#server/platform/session.ts";
import { confirmEmailChangeAction } from "./actions.ts";

export const metadata: Metadata = {
  title: "Confirm your new address",
  referrer: "no-referrer",
  robots: { index: false },
};

export default async function ConfirmAddressPage({ searchParams }: SearchPage) {
  const { token } = await searchParams;
  const ctx = await currentContext();
  const change = typeof token === "string" ? await peekEmailChange(ctx, token) : null;
  if (!change || typeof token !== "string") {
    return (
      <DeadLink title="This link no longer works" href={routes.security()} label="Open your security page">
        It was used already, is older than a day, or a newer one was sent.
      </DeadLink>
    );
  }
  if (!change.isMine) {
    return (
      <AuthFrame title="Sign in first">
        <div className="flex flex-col items-start gap-4">
          <p>The link works for the person who asked for it. Sign in, and it continues here.</p>
          <LinkButton href={routes.signIn(routes.confirmEmailChange(token))} variant="primary">
            Sign in
          </LinkButton>
        </div>
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title="Confirm your new address">
      <KeptForm action={confirmEmailChangeAction} submit="Use this address" fields={{ token }}>
        <p>
          From now on you sign in with <strong className="break-all">{change.newEmail}</strong> instead of{" "}
          <span className="break-all">{change.oldEmail}</span>.
        </p>
      </KeptForm>
    </AuthFrame>
  );
}
