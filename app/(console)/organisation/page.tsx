import { Users } from "lucide-react";
import type { Metadata } from "next";
import { Colleagues } from "#app/(console)/_parts/colleagues.tsx";
import { DepartureList } from "#components/identity/departure-list.tsx";
import { InvitationList } from "#components/identity/invitation-list.tsx";
import { InviteForm } from "#components/identity/invite-form.tsx";
import { MemberTable } from "#components/identity/member-table.tsx";
import { PermissionTable } from "#components/identity/permission-table.tsx";
import { TeamPanel } from "#components/identity/team-panel.tsx";
import { JoinRequestList } from "#components/joining/join-request-list.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { routes } from "#lib/routes.ts";
import { getOrganisation, listDepartures, listInvitations } from "#server/identity/index.ts";
import { listJoinRequests } from "#server/joining/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import { requireContext } from "#server/platform/session.ts";
import { RenameForm } from "./_parts/rename-form.tsx";
import {
  createTeamAction,
  inviteMemberAction,
  leaveOrganisationAction,
  removeMemberAction,
  renameOrganisationAction,
  revokeInvitationAction,
  setRoleAction,
  transferOwnershipAction,
} from "./actions.ts";
import { decideJoinRequestAction } from "./joining-actions.ts";

export const metadata: Metadata = { title: "Organisation" };

export default async function OrganisationPage() {
  const ctx = await requireContext();
  const { caller } = ctx;
  const organisation = await getOrganisation(ctx, { orgId: caller.orgId });
  if (organisation.isPersonal) return <PersonalSpace ctx={ctx} name={organisation.name} />;
  const isOrganiser = caller.role === "owner" || caller.role === "admin";
  const [invitations, departures, requests] = isOrganiser
    ? await Promise.all([listInvitations(ctx), listDepartures(ctx), listJoinRequests(ctx)])
    : [[], [], []];
  return (
    <>
      <PageHeader
        title={organisation.name}
        lead="Apps, keys and APIs belong to the organisation. Who may do what with them is decided here."
        actions={
          <>
            {isOrganiser ? <LinkButton href={routes.organisationActivity()}>Activity</LinkButton> : null}
            <LinkButton href={routes.newOrganisation()}>New organisation</LinkButton>
            <ConfirmButton
              label="Leave"
              title={`Leave ${organisation.name}?`}
              confirm="Leave organisation"
              done={`You left ${organisation.name}`}
              size="md"
              action={leaveOrganisationAction.bind(null, caller.orgId)}
            >
              You lose access to its apps and APIs, and your access tokens for it stop working. They stay with
              the organisation. Coming back takes an invitation, or an address that lets you join.
            </ConfirmButton>
          </>
        }
      />
      <Colleagues ctx={ctx} />
      <JoinRequestList requests={requests} now={ctx.now} decide={decideJoinRequestAction} />
      <MemberTable
        organisation={organisation}
        now={ctx.now}
        me={caller}
        setRole={setRoleAction}
        remove={removeMemberAction}
        handOver={caller.role === "owner" ? transferOwnershipAction.bind(null, caller.orgId) : undefined}
      />
      <TeamPanel
        teams={organisation.teams}
        create={isOrganiser ? createTeamAction.bind(null, caller.orgId) : undefined}
      />
      {isOrganiser ? (
        <>
          <Panel
            title="Invite somebody"
            lead="They get a mail with a link for this address alone; it works once, for seven days."
            className="mt-8"
          >
            <InviteForm
              action={inviteMemberAction.bind(null, caller.orgId)}
              mayInviteOwners={caller.role === "owner"}
              teams={organisation.teams}
            />
            <InvitationList invitations={invitations} now={ctx.now} revoke={revokeInvitationAction} />
          </Panel>
          <DepartureList departures={departures} now={ctx.now} />
          <Panel title="Name" className="mt-8">
            <RenameForm name={organisation.name} action={renameOrganisationAction.bind(null, caller.orgId)} />
          </Panel>
        </>
      ) : null}
      <h2 className="mt-8 mb-3 text-base font-semibold">Who may do what</h2>
      <PermissionTable />
    </>
  );
}

function PersonalSpace({ ctx, name }: { ctx: Ctx; name: string }) {
  return (
    <>
      <PageHeader title={name} lead="Your personal space: what you make here is yours alone." />
      <Colleagues ctx={ctx} />
      <EmptyState
        icon={<Users />}
        title="Work with others in an organisation"
        action={
          <LinkButton href={routes.newOrganisation()} variant="primary">
            Create an organisation
          </LinkButton>
        }
      >
        Its apps, keys and APIs are shared by its members and stay when somebody leaves. If your company is
        here already and does not show above, ask one of its owners for an invitation.
      </EmptyState>
    </>
  );
}
