import type { Metadata } from "next";
import { AuthFrame } from "#components/identity/auth-frame.tsx";
import { DeadLink } from "#components/identity/dead-link.tsx";
import { SetupForm } from "#components/identity/setup-form.tsx";
import { routes } from "#lib/routes.ts";
import type { SearchPage } from "#lib/search-page.ts";
import { isSetupLinkAlive } from "#server/identity/index.ts";
import { PASSWORD_MIN } from "#server/identity/schema.ts";
import { currentContext } from "#server/platform/session.ts";
import { setupAction } from "./actions.ts";

export const metadata: Metadata = {
  title: "Set up the portal",
  referrer: "no-referrer",
  robots: { index: false },
};

export default async function SetupPage({ searchParams }: SearchPage) {
  const { token } = await searchParams;
  if (typeof token !== "string" || !(await isSetupLinkAlive(await currentContext(), token))) {
    return (
      <DeadLink title="This set-up link does not work" href={routes.home()} label="Go to the portal">
        It was used, is older than a day, or a newer one was printed. While there is no administrator, every
        start of the portal prints a new link on the machine it runs on.
      </DeadLink>
    );
  }
  return (
    <AuthFrame
      title="Set up the portal"
      lead="You become its first administrator. Next, give it your name and colour."
    >
      <SetupForm action={setupAction} token={token} passwordMin={PASSWORD_MIN} />
    </AuthFrame>
  );
}
