import type { Metadata } from "next";
import { PlatformRoleBadge } from "#components/admin/platform-role-badge.tsx";
import { UserFacts } from "#components/admin/user-facts.tsx";
import { AccessTokenTable } from "#components/identity/access-token-table.tsx";
import { SessionTable } from "#components/identity/session-table.tsx";
import { StatusBadge } from "#components/identity/status-badge.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { mayStop, platformMay } from "#lib/platform-permissions.ts";
import { routes } from "#lib/routes.ts";
import { getUser } from "#server/identity/index.ts";
import { orNotFound } from "#server/platform/action.ts";
import { requirePlatformContext } from "#server/platform/session.ts";
import { endUserSessionAction, withdrawAccessTokenAction } from "../actions.ts";
import { DoneBy } from "./_parts/done-by.tsx";
import { Powers } from "./_parts/powers.tsx";
import { UserButtons } from "./_parts/user-buttons.tsx";

export const metadata: Metadata = { title: "User" };

export default async function AdminUserPage({ params }: { params: Promise<{ user: string }> }) {
  const ctx = await requirePlatformContext("users.read");
  const user = await orNotFound(getUser(ctx, { userId: (await params).user }));
  const { platformRole } = ctx.caller;
  const may = (permission: "sessions.end" | "tokens.revoke") =>
    platformMay(platformRole, permission) && mayStop(platformRole, user.platformRole);
  const endSession = may("sessions.end") ? endUserSessionAction : undefined;
  const revokeToken = may("tokens.revoke") ? withdrawAccessTokenAction : undefined;
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Users", href: routes.adminUsers() }]}
        title={user.name}
        lead={user.email}
        aside={
          <span className="flex gap-1.5">
            <PlatformRoleBadge role={user.platformRole} />
            <StatusBadge status={user.status} />
          </span>
        }
        actions={<UserButtons caller={ctx.caller} user={user} />}
      />
      <div className="flex flex-col gap-8">
        <UserFacts user={user} now={ctx.now} />
        <section>
          <h2 className="mb-3 text-lg font-semibold">Sessions</h2>
          {user.sessions.length > 0 ? (
            <SessionTable sessions={user.sessions} now={ctx.now} revoke={endSession?.bind(null, user.id)} />
          ) : (
            <EmptyState title="Signed in nowhere">A session appears here when they sign in.</EmptyState>
          )}
        </section>
        <section>
          <h2 className="mb-3 text-lg font-semibold">Access tokens</h2>
          {user.tokens.length > 0 ? (
            <AccessTokenTable tokens={user.tokens} now={ctx.now} revoke={revokeToken} />
          ) : (
            <EmptyState title="No access tokens">
              They make them on their account page for scripts and the command line.
            </EmptyState>
          )}
        </section>
        <Powers caller={ctx.caller} user={user} />
        {platformMay(platformRole, "audit.read") ? <DoneBy ctx={ctx} userId={user.id} /> : null}
      </div>
    </>
  );
}
