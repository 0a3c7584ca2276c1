import { KeySquare } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { renameAccessTokenAction, rotateAccessTokenAction } from "#app/(console)/account/actions.ts";
import { AccessTokenTable } from "#components/identity/access-token-table.tsx";
import { NewAccessTokenForm } from "#components/identity/new-access-token-form.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { scopesFor } from "#lib/access-scopes.ts";
import { getAccessTokenRule, getOrganisation, listOrganisationTokens } from "#server/identity/index.ts";
import { env } from "#server/platform/env.ts";
import { requireContext } from "#server/platform/session.ts";
import { issueOrganisationTokenAction, revokeOrganisationTokenAction } from "./actions.ts";

export const metadata: Metadata = { title: "Tokens of the organisation" };

export default async function OrganisationTokensPage() {
  const ctx = await requireContext();
  const { caller } = ctx;
  if (caller.role !== "owner" && caller.role !== "admin") notFound();
  const { isPersonal, teams } = await getOrganisation(ctx, { orgId: caller.orgId });
  const tokens = await listOrganisationTokens(ctx);
  const { maxDays } = await getAccessTokenRule(ctx);
  return (
    <>
      <PageHeader
        title="Access tokens"
        lead={`Every token that acts in ${caller.orgName}: its own, and those of its members. Any of them can be revoked here.`}
      />
      <div className="flex flex-col gap-6">
        {tokens.length > 0 ? (
          <AccessTokenTable
            tokens={tokens}
            now={ctx.now}
            revoke={revokeOrganisationTokenAction}
            rotate={rotateAccessTokenAction}
            rename={renameAccessTokenAction}
            isOrganisations
          />
        ) : (
          <EmptyState icon={<KeySquare />} title="Nothing acts in this organisation by token yet">
            A token of the organisation is for pipelines that go on when the person who set them up leaves.
          </EmptyState>
        )}
        {isPersonal ? null : (
          <Panel
            title="New token of the organisation"
            lead="It acts as the organisation and outlives whoever made it."
          >
            <NewAccessTokenForm
              action={issueOrganisationTokenAction.bind(null, caller.orgId)}
              scopes={scopesFor(caller.isPublisher)}
              orgName={caller.orgName}
              publicUrl={env().PUBLIC_URL}
              maxDays={maxDays}
              teams={teams}
            />
          </Panel>
        )}
      </div>
    </>
  );
}
