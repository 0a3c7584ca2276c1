import type { Metadata } from "next";
import { AuthFrame } from "#components/identity/auth-frame.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { routes } from "#lib/routes.ts";

export const metadata: Metadata = { title: "Goodbye", robots: { index: false } };

export default function GoodbyePage() {
  return (
    <AuthFrame title="Your account was deleted">
      <p className="text-muted">
        A last mail confirms it. Everything that is public stays open to you without an account.
      </p>
      <LinkButton href={routes.home()} variant="primary" className="mt-5">
        Go to the home page
      </LinkButton>
    </AuthFrame>
  );
}
