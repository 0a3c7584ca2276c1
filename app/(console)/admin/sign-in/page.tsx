import { LogIn } from "lucide-react";
import type { Metadata } from "next";
import { ProviderTable } from "#components/sso/provider-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { platformMay } from "#lib/platform-permissions.ts";
import { routes } from "#lib/routes.ts";
import { requirePlatformContext } from "#server/platform/session.ts";
import { listProviders } from "#server/sso/index.ts";
import { setProviderStatusAction } from "./actions.ts";

export const metadata: Metadata = { title: "Sign-in" };

export default async function AdminSignInPage() {
  const ctx = await requirePlatformContext("sso.read");
  const mayWrite = platformMay(ctx.caller.platformRole, "sso.write");
  const providers = await listProviders(ctx);
  return (
    <>
      <PageHeader
        title="Sign-in"
        lead="The houses that say who somebody is, beside the portal's own passwords and passkeys."
        actions={
          mayWrite ? (
            <>
              <LinkButton href={routes.adminNewProvider("oidc")}>Add OpenID provider</LinkButton>
              <LinkButton href={routes.adminNewProvider("saml")}>Add SAML provider</LinkButton>
            </>
          ) : null
        }
      />
      {providers.length > 0 ? (
        <ProviderTable providers={providers} setStatus={mayWrite ? setProviderStatusAction : undefined} />
      ) : (
        <EmptyState icon={<LogIn />} title="No providers yet">
          Add the OpenID or SAML provider of your company, and its people sign in without another password.
          Google, Microsoft and GitHub are set up by the operator in the environment.
        </EmptyState>
      )}
    </>
  );
}
