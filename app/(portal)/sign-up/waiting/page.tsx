import type { Metadata } from "next";
import { AuthFrame } from "#components/identity/auth-frame.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { routes } from "#lib/routes.ts";

export const metadata: Metadata = { title: "Waiting to be let in", robots: { index: false } };

export default function WaitingPage() {
  return (
    <AuthFrame
      title="An administrator lets you in"
      lead="Your address is confirmed; there is nothing more to do."
    >
      <p className="text-muted">
        You get a mail as soon as it is decided, and then sign in with the password you chose. Until then you
        can read everything that is public.
      </p>
      <LinkButton href={routes.catalog()} variant="primary" className="mt-5">
        Look at the APIs
      </LinkButton>
    </AuthFrame>
  );
}
