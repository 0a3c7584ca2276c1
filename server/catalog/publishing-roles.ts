import { isAllowedFor, type OrganisationRole, reachOf } from "#lib/organisation-permissions.ts";
import {
  mayPublish,
  PUBLISHING_PERMISSIONS,
  PUBLISHING_ROLES,
  type PublishingPermission,
  type PublishingRole,
  ROLE_OF_MEMBERS,
  strongestRole,
} from "#lib/publishing-permissions.ts";
import { actorIdOf, type Caller, type PersonCaller } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { Refusal } from "#server/platform/refusal.ts";

/** The caller's role for each of these APIs of their own organisation: by their role in its team, or more by what was granted. */
export async function rolesFor(
  tx: Tx,
  caller: PersonCaller,
  apiIds: string[],
): Promise<Map<string, PublishingRole>> {
  const { orgId } = caller;
  const userId = actorIdOf(caller);
  const grants = await tx.publishingGrant.findMany({
    where: { orgId, userId, OR: [{ apiId: null }, { apiId: { in: apiIds } }] },
    select: { apiId: true, role: true },
  });
  const apis = await tx.api.findMany({
    where: { orgId, id: { in: apiIds } },
    select: { id: true, teamId: true },
  });
  const teamOf = new Map(apis.map(({ id, teamId }) => [id, teamId]));
  return new Map(
    apiIds.map((id) => {
      const granted = grants.filter(({ apiId }) => apiId === null || apiId === id).map(({ role }) => role);
      return [id, strongestRole([roleInTeam(caller, teamOf.get(id)), ...granted])];
    }),
  );
}

/** The caller's role for an API; null for whoever acts outside its publishing organisation. */
export async function findRole(
  tx: Tx,
  caller: Caller,
  api: { id: string; orgId: string },
): Promise<PublishingRole | null> {
  if (caller.kind !== "member" && caller.kind !== "token") return null;
  if (caller.orgId !== api.orgId || !caller.isPublisher) return null;
  // A token that cannot write shows nothing as changeable.
  if (caller.kind === "token" && !caller.scopes.includes("apis:write")) return "reader";
  return (await rolesFor(tx, caller, [api.id])).get(api.id) ?? "reader";
}

/** Refuses whoever lacks the permission for any of these APIs of their own organisation. */
export async function requirePermission(
  tx: Tx,
  caller: PersonCaller,
  permission: PublishingPermission,
  apiIds: string[],
): Promise<void> {
  for (const role of (await rolesFor(tx, caller, apiIds)).values()) {
    if (!mayPublish(role, permission)) throw notAllowed(permission);
  }
}

interface TeamWorker {
  role: OrganisationRole;
  teamIds: readonly string[];
}

/** What membership alone makes somebody for the APIs of a team; without one, for an API that is yet to be made. */
function roleInTeam(worker: TeamWorker, teamId: string | undefined): PublishingRole {
  const isReached = !teamId || isAllowedFor(worker, "publish_apis", teamId);
  return isReached ? ROLE_OF_MEMBERS[worker.role] : "reader";
}

interface MemberRow {
  role: OrganisationRole;
  teams: { teamId: string }[];
}

/** The same for a member as their row says. With null it is what they are for every API there is. */
export function roleByMembership({ role, teams }: MemberRow, teamId: string | null): PublishingRole {
  if (teamId !== null) return roleInTeam({ role, teamIds: teams.map((team) => team.teamId) }, teamId);
  return reachOf(role, "publish_apis") === "all" ? ROLE_OF_MEMBERS[role] : "reader";
}

/** As requirePermission, for an API that this team is to own. */
export async function requirePermissionInTeam(
  tx: Tx,
  caller: PersonCaller,
  permission: PublishingPermission,
  teamId: string,
): Promise<void> {
  const { orgId } = caller;
  const userId = actorIdOf(caller);
  const grants = await tx.publishingGrant.findMany({
    where: { orgId, userId, apiId: null },
    select: { role: true },
  });
  const role = strongestRole([roleInTeam(caller, teamId), ...grants.map((grant) => grant.role)]);
  if (!mayPublish(role, permission)) throw notAllowed(permission);
}

/** As requirePermission, for what concerns no API yet: making one. */
export async function requirePermissionForAll(
  tx: Tx,
  caller: PersonCaller,
  permission: PublishingPermission,
): Promise<void> {
  await requirePermission(tx, caller, permission, [""]);
}

function notAllowed(permission: PublishingPermission): Refusal {
  const least = PUBLISHING_PERMISSIONS[permission];
  const able = PUBLISHING_ROLES.slice(PUBLISHING_ROLES.indexOf(least)).join(", ");
  return new Refusal("not_allowed", `Your role for this API does not allow it. It takes one of: ${able}.`);
}
