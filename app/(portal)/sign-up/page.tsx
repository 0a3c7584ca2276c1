import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthFrame } from "#components/identity/auth-frame.tsx";
import { ByInvitation } from "#components/identity/by-invitation.tsx";
import { SignUpForm } from "#components/identity/sign-up-form.tsx";
import { routes } from "#lib/routes.ts";
import { safeNext } from "#lib/safe-next.ts";
import type { SearchPage } from "#lib/search-page.ts";
import { canSignUp, getSignUpDoor } from "#server/identity/index.ts";
import { PASSWORD_MIN } from "#server/identity/schema.ts";
import { currentContext } from "#server/platform/session.ts";
import { signUpAction } from "./actions.ts";

export const metadata: Metadata = { title: "Create an account" };

export default async function SignUpPage({ searchParams }: SearchPage) {
  const next = safeNext((await searchParams).next, "");
  const ctx = await currentContext();
  if (ctx.caller.kind === "member") redirect(next || routes.apps());
  const [door, isOpen] = [await getSignUpDoor(ctx), await canSignUp(ctx, next)];
  return (
    <AuthFrame
      title="Create an account"
      lead="One account for every API here: apps, keys and usage in one place."
      foot={
        <p>
          Have one already?{" "}
          <Link href={routes.signIn(next)} className="text-accent underline underline-offset-2">
            Sign in
          </Link>
        </p>
      }
    >
      {isOpen ? (
        <SignUpForm action={signUpAction} next={next} passwordMin={PASSWORD_MIN} door={door} />
      ) : (
        <ByInvitation />
      )}
    </AuthFrame>
  );
}
