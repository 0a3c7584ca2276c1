import type { Metadata } from "next";
import Link from "next/link";
import { AuthFrame } from "#components/identity/auth-frame.tsx";
import { routes } from "#lib/routes.ts";

export const metadata: Metadata = { title: "Check your mail" };

export default function ConnectionMailedPage() {
  return (
    <AuthFrame
      title="Check your mail"
      foot={
        <Link href={routes.signIn()} className="text-accent underline underline-offset-2">
          Sign in another way
        </Link>
      }
    >
      <p>
        You proved who you are at the provider. To prove that the address is yours too, open the link that we
        sent to it, in this browser.
      </p>
      <p className="mt-3 text-sm text-muted">The link works once, for one hour.</p>
    </AuthFrame>
  );
}
