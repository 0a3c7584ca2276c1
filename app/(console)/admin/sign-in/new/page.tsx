import type { Metadata } from "next";
import { ProviderForm } from "#components/sso/provider-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { routes } from "#lib/routes.ts";
import type { SearchPage } from "#lib/search-page.ts";
import { requirePlatformContext } from "#server/platform/session.ts";
import { listMappingTargets } from "#server/sso/index.ts";
import { addProviderAction } from "../actions.ts";

export const metadata: Metadata = { title: "New provider" };

export default async function NewProviderPage({ searchParams }: SearchPage) {
  const ctx = await requirePlatformContext("sso.write");
  const kind = (await searchParams).kind === "saml" ? "saml" : "oidc";
  const organisations = await listMappingTargets(ctx);
  return (
    <>
      <PageHeader
        title={kind === "saml" ? "New SAML provider" : "New OpenID provider"}
        lead="Once it is added, its page shows what the provider must be told about this portal."
        breadcrumbs={[{ label: "Sign-in", href: routes.adminProviders() }]}
      />
      <Panel title="Provider">
        <ProviderForm action={addProviderAction} kind={kind} organisations={organisations} fields={{}} />
      </Panel>
    </>
  );
}
