import type { Metadata } from "next";
import { OwnedList } from "#components/identity/owned-list.tsx";
import { AddTeamMemberForm, RenameTeamForm } from "#components/identity/team-forms.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { isAllowed } from "#lib/organisation-permissions.ts";
import { routes } from "#lib/routes.ts";
import { listApps } from "#server/apps/index.ts";
import { listTeamApis } from "#server/catalog/index.ts";
import { getOrganisation, getTeam } from "#server/identity/index.ts";
import { orNotFound } from "#server/platform/action.ts";
import { requireContext } from "#server/platform/session.ts";
import {
  addTeamMemberAction,
  deleteTeamAction,
  moveApiAction,
  moveAppAction,
  removeTeamMemberAction,
  renameTeamAction,
} from "./actions.ts";

export const metadata: Metadata = { title: "Team" };

export default async function TeamPage({ params }: { params: Promise<{ team: string }> }) {
  const ctx = await requireContext();
  const { team: teamId } = await params;
  const team = await orNotFound(getTeam(ctx, { teamId }));
  const [{ teams }, { items: apps }, apis] = await Promise.all([
    getOrganisation(ctx, { orgId: ctx.caller.orgId }),
    listApps(ctx, { teamId, limit: 100 }),
    listTeamApis(ctx, { teamId }),
  ]);
  const mayKeep = isAllowed(ctx.caller.role, "keep_teams");
  const others = mayKeep ? teams.filter(({ id }) => id !== teamId) : [];
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Organisation", href: routes.organisation() }]}
        title={team.name}
        lead="Developers in this team change what it owns. Everybody in the organisation sees it."
      />
      <div className="flex flex-col gap-6">
        <Panel title="Members">
          <ul aria-label="Members of the team" className="mb-5 flex flex-col">
            {team.members.map(({ userId, name, email, role }) => (
              <li
                key={userId}
                className="flex flex-wrap items-center justify-between gap-3 border-b border-rule py-2.5 text-sm last:border-0"
              >
                <span className="min-w-0">
                  <span className="font-medium">{name}</span>{" "}
                  <span className="break-all text-muted">
                    {email}, {role}
                  </span>
                </span>
                {mayKeep ? (
                  <ConfirmButton
                    label="Take out"
                    fullLabel={`Take ${name} out of the team`}
                    title={`Take ${name} out of ${team.name}?`}
                    confirm="Take out"
                    done={`${name} left the team`}
                    action={removeTeamMemberAction.bind(null, teamId, userId)}
                  >
                    They stay in the organisation. As a developer they no longer change what this team owns.
                  </ConfirmButton>
                ) : null}
              </li>
            ))}
          </ul>
          {mayKeep && team.others.length > 0 ? (
            <AddTeamMemberForm others={team.others} action={addTeamMemberAction.bind(null, teamId)} />
          ) : null}
        </Panel>
        <Panel title="Apps">
          <OwnedList
            label="Apps"
            things={apps.map(({ id, name }) => ({ id, name, href: routes.app(id) }))}
            teams={others}
            move={moveAppAction}
          />
        </Panel>
        {ctx.caller.isPublisher ? (
          <Panel title="APIs">
            <OwnedList
              label="APIs"
              things={apis.map(({ id, name, slug }) => ({ id, name, href: routes.publishApi(slug) }))}
              teams={others}
              move={moveApiAction}
            />
          </Panel>
        ) : null}
        {mayKeep ? (
          <Panel title="Settings">
            <RenameTeamForm name={team.name} action={renameTeamAction.bind(null, teamId)} />
            {team.isDeletable ? (
              <div className="mt-6 border-t border-rule pt-5">
                <ConfirmButton
                  label="Delete team"
                  variant="danger"
                  size="md"
                  title={`Delete ${team.name}?`}
                  confirm="Delete team"
                  done={`${team.name} is deleted`}
                  action={deleteTeamAction.bind(null, teamId)}
                >
                  It owns nothing. Its members stay in the organisation. A team into which a domain, an open
                  invitation, a sign-in provider or your directory still brings people stays.
                </ConfirmButton>
              </div>
            ) : null}
          </Panel>
        ) : null}
      </div>
    </>
  );
}
