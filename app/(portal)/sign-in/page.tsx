import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthFrame } from "#components/identity/auth-frame.tsx";
import { PasskeySignIn } from "#components/identity/passkey-sign-in.tsx";
import { SignInForm } from "#components/identity/sign-in-form.tsx";
import { ProviderLinks } from "#components/sso/provider-links.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { routes } from "#lib/routes.ts";
import { safeNext } from "#lib/safe-next.ts";
import type { SearchPage } from "#lib/search-page.ts";
import { currentContext } from "#server/platform/session.ts";
import { listSignInProviders } from "#server/sso/index.ts";
import { isSsoProblem, SSO_PROBLEMS } from "#server/sso/schema.ts";
import { askSignInPasskeyAction, passkeySignInAction, signInAction } from "./actions.ts";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: SearchPage) {
  const { problem, next: asked } = await searchParams;
  const next = safeNext(asked, "");
  const ctx = await currentContext();
  const { caller } = ctx;
  if (caller.kind === "member") redirect(next || routes.apps());
  const providers = await listSignInProviders(ctx);
  return (
    <AuthFrame
      title="Sign in"
      lead={next ? "Then you go on to where you were heading." : undefined}
      foot={
        <p className="flex flex-wrap justify-between gap-x-6 gap-y-2">
          <span>
            New here?{" "}
            <Link href={routes.signUp(next)} className="text-accent underline underline-offset-2">
              Create an account
            </Link>
          </span>
          <Link href={routes.forgotPassword()} className="text-accent underline underline-offset-2">
            Forgot your password?
          </Link>
        </p>
      }
    >
      {isSsoProblem(problem) ? (
        <Notice tone="danger" title="You are not signed in" className="mb-5">
          {SSO_PROBLEMS[problem]}
        </Notice>
      ) : null}
      <SignInForm action={signInAction} next={next} />
      <ProviderLinks providers={providers} next={next} />
      <PasskeySignIn ask={askSignInPasskeyAction} signIn={passkeySignInAction.bind(null, next)} />
    </AuthFrame>
  );
}
