/** What people may do for the whole portal, beyond their own organisations: one table, read by verbs and by navigation. */
export const PLATFORM_ROLES = ["none", "moderator", "auditor", "access_manager", "admin"] as const;
export type PlatformRole = (typeof PLATFORM_ROLES)[number];

export const PLATFORM_PERMISSIONS = [
  "users.read",
  "users.write",
  "users.suspend",
  "organisations.read",
  "organisations.write",
  "organisations.suspend",
  "publishers.approve",
  "sessions.end",
  "tokens.revoke",
  "roles.grant",
  "roles.grant_admin",
  "access.read",
  "access.review",
  "audit.read",
  "settings.read",
  "settings.write",
  "sso.read",
  "sso.write",
  "catalog.read",
  "catalog.moderate",
  "catalog.write",
  "view_as",
  "view_as.write",
] as const;
export type PlatformPermission = (typeof PLATFORM_PERMISSIONS)[number];

const GRANTS: Record<PlatformRole, readonly PlatformPermission[]> = {
  none: [],
  moderator: ["organisations.read", "publishers.approve", "catalog.read", "catalog.moderate"],
  auditor: [
    "users.read",
    "organisations.read",
    "access.read",
    "audit.read",
    "settings.read",
    "sso.read",
    "catalog.read",
  ],
  access_manager: [
    "users.read",
    "users.write",
    "users.suspend",
    "organisations.read",
    "organisations.write",
    "organisations.suspend",
    "publishers.approve",
    "sessions.end",
    "tokens.revoke",
    "roles.grant",
    "access.read",
    "access.review",
    "audit.read",
    "view_as",
  ],
  admin: PLATFORM_PERMISSIONS,
};

export const PLATFORM_ROLE_NAMES: Record<PlatformRole, string> = {
  none: "No platform role",
  moderator: "Moderator",
  auditor: "Auditor",
  access_manager: "Access manager",
  admin: "Administrator",
};

export const PLATFORM_ROLE_MEANINGS: Record<PlatformRole, string> = {
  none: "Acts only inside their own organisations.",
  moderator: "Stops and restores APIs and apps, and says who may publish.",
  auditor: "Reads everything of the portal and changes nothing.",
  access_manager: "Manages people, organisations, roles, sessions and tokens, and reviews who has access.",
  admin: "May do everything, settings included.",
};

export function platformMay(role: PlatformRole, permission: PlatformPermission): boolean {
  return GRANTS[role].includes(permission);
}

/** Whether one role may do all that the other may: nobody looks through the eyes of somebody who may do more. */
export function includesRole(role: PlatformRole, other: PlatformRole): boolean {
  return GRANTS[other].every((permission) => platformMay(role, permission));
}

/** Whether one role may give, take or stop another. Administrators answer to administrators alone. */
export function mayGovern(role: PlatformRole, other: PlatformRole): boolean {
  return platformMay(role, other === "admin" ? "roles.grant_admin" : "roles.grant");
}

/** Whether one role may stop, reset or end anything of a person with the other, as far as it may do so at all. */
export function mayStop(role: PlatformRole, other: PlatformRole): boolean {
  return other === "none" || mayGovern(role, other);
}
