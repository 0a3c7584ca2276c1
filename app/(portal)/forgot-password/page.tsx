import type { Metadata } from "next";
import Link from "next/link";
import { AuthFrame } from "#components/identity/auth-frame.tsx";
import { ForgotPasswordForm } from "#components/identity/forgot-password-form.tsx";
import { routes } from "#lib/routes.ts";
import { env } from "#server/platform/env.ts";
import { forgotPasswordAction } from "./actions.ts";

export const metadata: Metadata = { title: "Forgot your password?" };

export default function ForgotPasswordPage() {
  return (
    <AuthFrame
      title="Forgot your password?"
      lead="Enter your address and we mail you a link that sets a new one."
      foot={
        <p className="flex flex-wrap gap-x-6 gap-y-2">
          <Link href={routes.signIn()} className="text-accent underline underline-offset-2">
            Back to signing in
          </Link>
          {env().DEV_MAIL ? (
            <a href={routes.devMail()} className="text-accent underline underline-offset-2">
              Open the mailbox
            </a>
          ) : null}
        </p>
      }
    >
      <ForgotPasswordForm action={forgotPasswordAction} />
    </AuthFrame>
  );
}
