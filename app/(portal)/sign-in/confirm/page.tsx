import type { Metadata } from "next";
import { AuthFrame } from "#components/identity/auth-frame.tsx";
import { ConfirmConnectionForm } from "#components/sso/confirm-connection-form.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { routes } from "#lib/routes.ts";
import type { SearchPage } from "#lib/search-page.ts";
import { currentContext, readSsoBrowser } from "#server/platform/session.ts";
import { peekConnection } from "#server/sso/index.ts";
import { confirmConnectionAction } from "./actions.ts";

export const metadata: Metadata = { title: "Confirm your sign-in", referrer: "no-referrer" };

export default async function ConfirmConnectionPage({ searchParams }: SearchPage) {
  const { token } = await searchParams;
  const given = typeof token === "string" ? token : "";
  const offer = await peekConnection(await currentContext(), given, await readSsoBrowser());
  if (offer.state === "ready") {
    return (
      <AuthFrame
        title={`Sign in with ${offer.providerName}?`}
        lead={`From now on ${offer.providerName} lets you in as ${offer.email}.`}
      >
        <ConfirmConnectionForm action={confirmConnectionAction} token={given} />
      </AuthFrame>
    );
  }
  const isElsewhere = offer.state === "other_browser";
  return (
    <AuthFrame title={isElsewhere ? "Open this link where you started" : "This link no longer works"}>
      <p>
        {isElsewhere
          ? "The link belongs to the browser in which the sign-in began. If you began none, somebody else named your address; you can ignore the mail."
          : "It was used already or has expired. Start the sign-in again."}
      </p>
      <LinkButton href={routes.signIn()} className="mt-5">
        Go to the sign-in
      </LinkButton>
    </AuthFrame>
  );
}
