import { MailOpen } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthFrame } from "#components/identity/auth-frame.tsx";
import { ResendForm } from "#components/identity/resend-form.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { routes } from "#lib/routes.ts";
import { env } from "#server/platform/env.ts";
import { readPendingSignUp } from "#server/platform/session.ts";
import { resendAction } from "./actions.ts";

export const metadata: Metadata = { title: "Check your mail" };

export default async function CheckMailPage() {
  const pending = await readPendingSignUp();
  if (!pending) redirect(routes.signIn());
  return (
    <AuthFrame
      title="Check your mail"
      lead={
        <p>
          We sent a link to <strong className="font-semibold break-all text-ink">{pending.email}</strong>.
          Open it in this browser and you go straight on.
        </p>
      }
      foot={
        <p>
          Wrong address?{" "}
          <Link href={routes.signUp()} className="text-accent underline underline-offset-2">
            Start again
          </Link>
        </p>
      }
    >
      <div className="flex flex-col gap-5">
        {env().DEV_MAIL ? (
          <Notice
            tone="note"
            title="This portal shows its mails instead of sending them"
            action={
              <LinkButton href={routes.devMail()} variant="primary" size="sm">
                <MailOpen aria-hidden /> Open the mailbox
              </LinkButton>
            }
          />
        ) : null}
        <p className="text-sm text-muted">
          Nothing there after a minute? Look among junk mail, or have it sent again. The link works once, for
          24 hours.
        </p>
        <ResendForm action={resendAction} />
      </div>
    </AuthFrame>
  );
}
