import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthFrame } from "#components/identity/auth-frame.tsx";
import { SecondStepForm } from "#components/identity/second-step-form.tsx";
import { routes } from "#lib/routes.ts";
import { peekSecondStep } from "#server/identity/index.ts";
import { currentContext, readSecondStep } from "#server/platform/session.ts";
import { askSecondStepPasskeyAction, finishSignInAction, finishWithPasskeyAction } from "./actions.ts";

export const metadata: Metadata = { title: "Second step", robots: { index: false } };

export default async function SecondStepPage() {
  const ctx = await currentContext();
  if (ctx.caller.kind === "member") redirect(routes.apps());
  const choices = await peekSecondStep(ctx, await readSecondStep());
  if (!choices) redirect(routes.signIn());
  return (
    <AuthFrame
      title="Second step"
      lead="Your account is protected by more than a password."
      foot={
        <p>
          Lost them all? Ask the administrator of this portal, or{" "}
          <Link href={routes.signIn()} className="text-accent underline underline-offset-2">
            start again
          </Link>
          .
        </p>
      }
    >
      <SecondStepForm
        choices={choices}
        action={finishSignInAction}
        askPasskey={askSecondStepPasskeyAction}
        finishWithPasskey={finishWithPasskeyAction}
      />
    </AuthFrame>
  );
}
