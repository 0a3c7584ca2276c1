import { Building2 } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DirectoryActs } from "#components/scim/directory-acts.tsx";
import { DirectoryAddress } from "#components/scim/directory-address.tsx";
import { DirectoryGroups } from "#components/scim/directory-groups.tsx";
import { DirectoryPeople } from "#components/scim/directory-people.tsx";
import { ScimTokens } from "#components/scim/scim-tokens.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { isAllowed } from "#lib/organisation-permissions.ts";
import { routes } from "#lib/routes.ts";
import { getAccessTokenRule, getOrganisation } from "#server/identity/index.ts";
import { env } from "#server/platform/env.ts";
import { requireContext } from "#server/platform/session.ts";
import { getProvisioning } from "#server/scim/index.ts";
import { issueScimTokenAction, revokeScimTokenAction, setGroupRoleAction } from "./actions.ts";

export const metadata: Metadata = { title: "Provisioning" };

export default async function ProvisioningPage() {
  const ctx = await requireContext();
  const { caller, now } = ctx;
  if (!isAllowed(caller.role, "keep_provisioning")) notFound();
  const { isPersonal } = await getOrganisation(ctx, { orgId: caller.orgId });
  const { tokens, domains, counts, people, groups, acts } = await getProvisioning(ctx);
  const { maxDays } = await getAccessTokenRule(ctx);
  return (
    <>
      <PageHeader
        title="Provisioning"
        lead={`Your directory (Okta, Entra ID or another that speaks SCIM 2.0) brings people into ${caller.orgName}, takes them out and keeps its teams.`}
        breadcrumbs={[{ label: "Organisation", href: routes.organisation() }]}
      />
      {isPersonal ? (
        <EmptyState
          icon={<Building2 />}
          title="A personal space has one member"
          action={<LinkButton href={routes.newOrganisation()}>Create an organisation</LinkButton>}
        >
          A directory provisions an organisation that people share.
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-6">
          <DirectoryAddress address={`${env().PUBLIC_URL}/scim/v2`} domains={domains} />
          <ScimTokens
            tokens={tokens}
            now={now}
            maxDays={maxDays}
            issue={issueScimTokenAction.bind(null, caller.orgId)}
            revoke={revokeScimTokenAction}
          />
          <DirectoryPeople people={people} counts={counts} now={now} />
          <DirectoryGroups groups={groups} setRole={setGroupRoleAction} />
          <DirectoryActs acts={acts} now={now} />
        </div>
      )}
    </>
  );
}
