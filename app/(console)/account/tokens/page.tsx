import { KeySquare } from "lucide-react";
import type { Metadata } from "next";
import { AccessTokenTable } from "#components/identity/access-token-table.tsx";
import { NewAccessTokenForm } from "#components/identity/new-access-token-form.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { scopesFor } from "#lib/access-scopes.ts";
import { getAccessTokenRule, listAccessTokens } from "#server/identity/index.ts";
import { env } from "#server/platform/env.ts";
import { requireContext } from "#server/platform/session.ts";
import {
  issueAccessTokenAction,
  renameAccessTokenAction,
  revokeAccessTokenAction,
  rotateAccessTokenAction,
} from "../actions.ts";

export const metadata: Metadata = { title: "Access tokens" };

export default async function AccessTokensPage() {
  const ctx = await requireContext();
  const tokens = await listAccessTokens(ctx);
  const { maxDays } = await getAccessTokenRule(ctx);
  return (
    <>
      <PageHeader
        title="Access tokens"
        lead="For the REST API and the command line. A token acts as you, in one organisation, within what you allow it."
      />
      <div className="flex flex-col gap-6">
        {tokens.length > 0 ? (
          <AccessTokenTable
            tokens={tokens}
            now={ctx.now}
            revoke={revokeAccessTokenAction}
            rotate={rotateAccessTokenAction}
            rename={renameAccessTokenAction}
          />
        ) : (
          <EmptyState icon={<KeySquare />} title="No tokens yet">
            Make one to publish from CI with <code>portico publish</code>, or to script what you do here by
            hand. API keys of your apps are something else: they call the APIs themselves.
          </EmptyState>
        )}
        <Panel title="New token">
          <NewAccessTokenForm
            action={issueAccessTokenAction.bind(null, ctx.caller.orgId)}
            scopes={scopesFor(ctx.caller.isPublisher)}
            orgName={ctx.caller.orgName}
            publicUrl={env().PUBLIC_URL}
            maxDays={maxDays}
          />
        </Panel>
      </div>
    </>
  );
}
