import type { Metadata } from "next";
import Link from "next/link";
import { AddMemberForm } from "#components/admin/add-member-form.tsx";
import { OrganisationActions } from "#components/admin/organisation-actions.tsx";
import { KindBadge } from "#components/admin/organisation-table.tsx";
import { ViewAsForm } from "#components/admin/view-as-form.tsx";
import { MemberTable } from "#components/identity/member-table.tsx";
import { StatusBadge } from "#components/identity/status-badge.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { ORGANISATION_ROLES } from "#lib/organisation-permissions.ts";
import { platformMay } from "#lib/platform-permissions.ts";
import { routes } from "#lib/routes.ts";
import { getOrganisation } from "#server/identity/index.ts";
import { orNotFound } from "#server/platform/action.ts";
import { requirePlatformContext } from "#server/platform/session.ts";
import { startViewAction } from "../../view-as/actions.ts";
import {
  addMemberAction,
  removeMemberAction,
  restoreOrganisationAction,
  setMemberRoleAction,
  setPublisherAction,
  suspendOrganisationAction,
} from "../actions.ts";
import { OwnedThings } from "./_parts/owned-things.tsx";

export const metadata: Metadata = { title: "Organisation" };

const VERBS = {
  suspend: suspendOrganisationAction,
  restore: restoreOrganisationAction,
  setPublisher: setPublisherAction,
};

export default async function AdminOrganisationPage({ params }: { params: Promise<{ org: string }> }) {
  const ctx = await requirePlatformContext("organisations.read");
  const organisation = await orNotFound(getOrganisation(ctx, { orgId: (await params).org }));
  const { platformRole } = ctx.caller;
  const mayWrite = platformMay(platformRole, "organisations.write");
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Organisations", href: routes.adminOrganisations() }]}
        title={organisation.name}
        aside={
          <span className="flex gap-1.5">
            <KindBadge organisation={organisation} />
            <StatusBadge status={organisation.status} />
          </span>
        }
        lead={
          <Link
            href={`${routes.adminAudit()}?org=${organisation.id}`}
            className="text-sm text-accent hover:underline"
          >
            Audit trail
          </Link>
        }
        actions={
          <OrganisationActions
            organisation={organisation}
            verbs={VERBS}
            maySuspend={platformMay(platformRole, "organisations.suspend")}
            mayApprove={platformMay(platformRole, "publishers.approve")}
          />
        }
      />
      {organisation.members.length > 0 ? (
        <MemberTable
          organisation={organisation}
          now={ctx.now}
          setRole={setMemberRoleAction}
          remove={removeMemberAction}
          isReadOnly={!mayWrite}
        />
      ) : (
        <EmptyState title="No members yet">Add the first one as its owner.</EmptyState>
      )}
      {organisation.isPersonal || !mayWrite ? null : (
        <Panel title="Add a member" className="mt-8">
          <AddMemberForm orgId={organisation.id} action={addMemberAction} />
        </Panel>
      )}
      <OwnedThings ctx={ctx} organisation={organisation} />
      {platformMay(platformRole, "view_as") ? (
        <Panel title="View as" lead="As a member with a role here would see the portal." className="mt-8">
          <ViewAsForm
            fixed={{ orgId: organisation.id }}
            choice={{
              name: "orgRole",
              options: ORGANISATION_ROLES.map((value) => ({ value, label: value })),
            }}
            action={startViewAction}
          />
        </Panel>
      ) : null}
    </>
  );
}
