import { z } from "zod";
import type { OrgRoleValue } from "#server/identity/schema.ts";

/** The old token goes on while the new one is put in its place. */
export const MOST_LIVE_TOKENS = 2;

const Id = z.string().min(1).max(40);

export const IssueScimTokenInput = z.object({
  name: z.string().trim().min(1, "Say which directory will use it.").max(80, "Use at most 80 characters."),
  expiresInDays: z.coerce.number().int().min(1).max(365, "A token lives at most 365 days.").default(365),
});
export const ScimTokenInput = z.object({ tokenId: Id });

/** What people of a group become. Nobody is made an owner by a directory. */
export const GROUP_ROLES = ["admin", "developer", "viewer"] as const;
export const SetGroupRoleInput = z.object({
  teamId: Id,
  role: z.preprocess((value) => (value === "" ? null : value), z.enum(GROUP_ROLES).nullable()),
});

export interface ScimTokenSummary {
  id: string;
  name: string;
  hint: string;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  state: "active" | "expired" | "revoked";
}

/** Where a person stands whom the directory has named. */
export type Standing = "member" | "invited" | "inactive";

export interface ProvisionedPerson {
  id: string;
  userName: string;
  /** Null while they are invited only. */
  userId: string | null;
  standing: Standing;
  changedAt: Date;
}

export interface ProvisionedGroup {
  teamId: string;
  displayName: string;
  role: OrgRoleValue | null;
  memberCount: number;
}

export interface DirectoryAct {
  id: string;
  at: Date;
  action: string;
  targetName: string | null;
}

/** What an owner sees of their directory's work. */
export interface Provisioning {
  tokens: ScimTokenSummary[];
  /** Of e-mail addresses whose holders join without being asked. */
  domains: string[];
  counts: Record<Standing, number>;
  /** Those changed last. */
  people: ProvisionedPerson[];
  groups: ProvisionedGroup[];
  acts: DirectoryAct[];
}
