import { mayPublish, type PublishingPermission, strongestRole } from "#lib/publishing-permissions.ts";
import { mailMembers, RUNS_IT } from "#server/identity/index.ts";
import { queueMail, type TemplateData, type TemplateName } from "#server/notify/index.ts";
import type { Tx } from "#server/platform/db.ts";
import { roleByMembership } from "./publishing-roles.ts";

interface Asked {
  id: string;
  orgId: string;
  teamId: string;
}

/** Nobody is served by hundreds of mails about one request. */
const MAX_MAILED = 20;

/** Whoever may do this for the API, owners of the organisation first. */
async function thoseWhoMay(tx: Tx, permission: PublishingPermission, api: Asked): Promise<string[]> {
  const members = await tx.membership.findMany({
    where: { orgId: api.orgId, user: { status: "active" } },
    orderBy: [{ role: "asc" }, { createdAt: "asc" }],
    select: {
      role: true,
      teams: { select: { teamId: true } },
      user: { select: { email: true } },
      publishing: { where: { OR: [{ apiId: null }, { apiId: api.id }] }, select: { role: true } },
    },
  });
  return members
    .filter(({ role, teams, publishing }) =>
      mayPublish(
        strongestRole([
          roleByMembership({ role, teams }, api.teamId),
          ...publishing.map((grant) => grant.role),
        ]),
        permission,
      ),
    )
    .map(({ user }) => user.email)
    .slice(0, MAX_MAILED);
}

async function mailAll<N extends TemplateName>(
  tx: Tx,
  addresses: string[],
  template: N,
  data: TemplateData<N>,
  now: Date,
): Promise<void> {
  for (const to of addresses) await queueMail(tx, { to, template, data, now });
}

export async function mailDeciders(
  tx: Tx,
  api: Asked,
  data: TemplateData<"access-requested">,
  now: Date,
): Promise<void> {
  await mailAll(tx, await thoseWhoMay(tx, "decide_access", api), "access-requested", data, now);
}

/** Tells those who work on the API what a moderator did. */
export async function mailRunners<N extends "api-stopped" | "api-restored">(
  tx: Tx,
  api: Asked,
  template: N,
  data: TemplateData<N>,
  now: Date,
): Promise<void> {
  await mailAll(tx, await thoseWhoMay(tx, "edit", api), template, data, now);
}

/** To whoever asked, as long as they are there, and those who run the organisation. */
export async function mailConcerned<N extends "access-decided" | "access-ended">(
  tx: Tx,
  org: { id: string; userId: string | null },
  template: N,
  data: TemplateData<N>,
  now: Date,
): Promise<void> {
  const OR = [RUNS_IT, ...(org.userId ? [{ userId: org.userId }] : [])];
  await mailMembers(tx, { orgId: org.id, OR }, { template, data, now });
}
