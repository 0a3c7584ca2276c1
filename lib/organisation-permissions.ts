export const ORGANISATION_ROLES = ["owner", "admin", "developer", "viewer"] as const;
export type OrganisationRole = (typeof ORGANISATION_ROLES)[number];

/** Whether a role includes another: strongest first in the list. */
export function includesOrganisationRole(role: OrganisationRole, least: OrganisationRole): boolean {
  return ORGANISATION_ROLES.indexOf(role) <= ORGANISATION_ROLES.indexOf(least);
}

/** How far a permission goes: everything in the organisation, what the person's own teams own, or nothing. */
export type Reach = "all" | "own_teams" | "none";

interface Permission {
  /** Completes "A member may …". */
  may: string;
  reach: Record<OrganisationRole, Reach>;
}

const EVERYBODY = { owner: "all", admin: "all", developer: "all", viewer: "all" } as const;
const TEAMWORK = { owner: "all", admin: "all", developer: "own_teams", viewer: "none" } as const;
const ORGANISERS = { owner: "all", admin: "all", developer: "none", viewer: "none" } as const;
const OWNERS = { owner: "all", admin: "none", developer: "none", viewer: "none" } as const;

/** What the members of an organisation may do, by role: asked by the policies and shown to people as it stands. */
export const ORGANISATION_PERMISSIONS = {
  see_things: { may: "See apps, keys' states, usage, APIs and members", reach: EVERYBODY },
  keep_apps: { may: "Register, change and delete apps, and choose their plans", reach: TEAMWORK },
  keep_credentials: { may: "Issue and revoke keys and OAuth clients", reach: TEAMWORK },
  publish_apis: { may: "Create, change and publish APIs and their plans", reach: TEAMWORK },
  decide_access: { may: "Decide who may use a plan", reach: TEAMWORK },
  keep_teams: {
    may: "Make, rename and delete teams, and move apps and APIs between them",
    reach: ORGANISERS,
  },
  keep_members: { may: "Invite and remove members, set their roles and teams", reach: ORGANISERS },
  read_activity: { may: "Read the activity, and what people who left have seen", reach: ORGANISERS },
  keep_tokens: { may: "Make, replace and revoke the organisation's access tokens", reach: ORGANISERS },
  keep_settings: { may: "Rename the organisation", reach: ORGANISERS },
  keep_domains: { may: "Prove domains of addresses, and say who joins by them", reach: OWNERS },
  keep_provisioning: { may: "Let a directory provision people and teams (SCIM)", reach: OWNERS },
  keep_owners: { may: "Make and unmake owners, and hand the organisation over", reach: OWNERS },
} as const satisfies Record<string, Permission>;

export type OrganisationPermission = keyof typeof ORGANISATION_PERMISSIONS;

export function reachOf(role: OrganisationRole, permission: OrganisationPermission): Reach {
  return ORGANISATION_PERMISSIONS[permission].reach[role];
}

/** Whether the role has the permission at all, be it for the person's own teams alone. */
export function isAllowed(role: OrganisationRole, permission: OrganisationPermission): boolean {
  return reachOf(role, permission) !== "none";
}

interface TeamWorker {
  role: OrganisationRole;
  teamIds: readonly string[];
}

/** Whether the person has the permission for what this team owns. */
export function isAllowedFor(
  { role, teamIds }: TeamWorker,
  permission: OrganisationPermission,
  teamId: string,
): boolean {
  const reach = reachOf(role, permission);
  return reach === "all" || (reach === "own_teams" && teamIds.includes(teamId));
}

/** Whether the person has the permission for anything at all: a developer who is in no team has it for nothing. */
export function isAllowedSomewhere(
  { role, teamIds }: TeamWorker,
  permission: OrganisationPermission,
): boolean {
  const reach = reachOf(role, permission);
  return reach === "all" || (reach === "own_teams" && teamIds.length > 0);
}

/** Who has a permission, in words: "owners and admins". */
export function whoMay(permission: OrganisationPermission): string {
  const roles = ORGANISATION_ROLES.filter((role) => isAllowed(role, permission)).map((role) => `${role}s`);
  const last = roles.pop() ?? "nobody";
  return roles.length > 0 ? `${roles.join(", ")} and ${last}` : last;
}
