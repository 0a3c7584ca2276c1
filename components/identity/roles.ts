import type { OrgRoleValue } from "#server/identity/schema.ts";

/** The roles of an organisation, strongest first, and what each may do. */
export const ROLES: { value: OrgRoleValue; label: string; may: string }[] = [
  { value: "owner", label: "Owner", may: "everything, owners included" },
  { value: "admin", label: "Admin", may: "members, apps and APIs" },
  { value: "developer", label: "Developer", may: "apps, keys and APIs" },
  { value: "viewer", label: "Viewer", may: "look" },
];
