/** What a person may be for an API of their organisation, weakest first; each may do all that those before it may. */
export const PUBLISHING_ROLES = ["reader", "reviewer", "editor", "owner"] as const;
export type PublishingRole = (typeof PUBLISHING_ROLES)[number];

/** What can be done for an API, and the weakest role that may. The one table: verbs ask it, pages show by it. */
export const PUBLISHING_PERMISSIONS = {
  /** Drafts, findings, who asked for access, who may do what. */
  see_inside: "reader",
  /** Yes or no to subscriptions and to requests for access; ending what was granted. */
  decide_access: "reviewer",
  /** Words, guides, changelog, versions, documents and their lifecycle. */
  edit: "editor",
  /** What may be called, how much, on which terms. */
  edit_plans: "editor",
  set_visibility: "owner",
  set_roles: "owner",
  delete: "owner",
} as const satisfies Record<string, PublishingRole>;
export type PublishingPermission = keyof typeof PUBLISHING_PERMISSIONS;

/** What each role of an organisation is for all of its APIs, without anything granted beside it. */
export const ROLE_OF_MEMBERS = {
  owner: "owner",
  admin: "owner",
  developer: "editor",
  viewer: "reader",
} as const satisfies Record<string, PublishingRole>;

export const PUBLISHING_ROLE_WORDS: Record<PublishingRole, string> = {
  reader: "Reader",
  reviewer: "Reviewer",
  editor: "Editor",
  owner: "Owner",
};

const rankOf = (role: PublishingRole): number => PUBLISHING_ROLES.indexOf(role);

export function strongestRole(roles: readonly PublishingRole[]): PublishingRole {
  return roles.reduce((best, role) => (rankOf(role) > rankOf(best) ? role : best), "reader");
}

/** Whether a role may; null is somebody outside the organisation. */
export function mayPublish(role: PublishingRole | null, permission: PublishingPermission): boolean {
  return role !== null && rankOf(role) >= rankOf(PUBLISHING_PERMISSIONS[permission]);
}
