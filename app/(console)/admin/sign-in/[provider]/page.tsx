import type { Metadata } from "next";
import { MappingForm } from "#components/sso/mapping-form.tsx";
import { MappingTable } from "#components/sso/mapping-table.tsx";
import { ProviderForm } from "#components/sso/provider-form.tsx";
import { TestProviderForm } from "#components/sso/test-provider-form.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { platformMay } from "#lib/platform-permissions.ts";
import { routes } from "#lib/routes.ts";
import { orNotFound } from "#server/platform/action.ts";
import { requirePlatformContext } from "#server/platform/session.ts";
import { getProvider, listClaimMappings, listMappingTargets } from "#server/sso/index.ts";
import {
  addClaimMappingAction,
  changeProviderAction,
  removeClaimMappingAction,
  testProviderAction,
} from "../actions.ts";

export const metadata: Metadata = { title: "Provider" };

export default async function AdminProviderPage({ params }: { params: Promise<{ provider: string }> }) {
  const ctx = await requirePlatformContext("sso.read");
  const provider = await orNotFound(getProvider(ctx, (await params).provider));
  const mayWrite = platformMay(ctx.caller.platformRole, "sso.write");
  const { id, kind, isFixed, orgId, fields, hasSecret } = provider;
  const mappings = await listClaimMappings(ctx, id);
  const organisations = await listMappingTargets(ctx);
  const targets = organisations.filter((org) => !orgId || org.id === orgId);
  return (
    <>
      <PageHeader title={provider.name} breadcrumbs={[{ label: "Sign-in", href: routes.adminProviders() }]} />
      <div className="flex flex-col gap-6">
        <Panel title="For the provider" lead="What it must be told about this portal.">
          <DescriptionList
            items={provider.addresses.map(({ term, value }) => ({
              term,
              value: <code className="break-all">{value}</code>,
            }))}
          />
          {mayWrite ? <TestProviderForm action={testProviderAction} providerId={id} /> : null}
        </Panel>
        {isFixed || kind === "github" || !mayWrite ? null : (
          <Panel title="Settings">
            <ProviderForm
              action={changeProviderAction}
              kind={kind}
              organisations={organisations}
              fields={{ ...fields, providerId: id, name: provider.name, orgId: orgId ?? "" }}
              hasSecret={hasSecret}
            />
          </Panel>
        )}
        <Panel
          title="Who belongs where"
          lead="Applied at every sign-in; what a claim gave goes with the claim."
        >
          <div className="flex flex-col gap-6">
            {mappings.length > 0 ? (
              <MappingTable mappings={mappings} remove={mayWrite ? removeClaimMappingAction : undefined} />
            ) : (
              <p className="text-sm text-muted">No claim leads into an organisation yet.</p>
            )}
            {mayWrite ? (
              <MappingForm
                key={mappings.length}
                action={addClaimMappingAction}
                providerId={id}
                organisations={targets}
              />
            ) : null}
          </div>
        </Panel>
      </div>
    </>
  );
}
