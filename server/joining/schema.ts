import { z } from "zod";
import { normaliseDomain } from "#lib/mail-address.ts";
import { isPublicDomain } from "#lib/public-domains.ts";
import type { OrgRoleValue } from "#server/identity/schema.ts";

export const RECORD_PREFIX = "_portico-challenge";
/** The record's name is a name too, of at most 253 characters. */
const MOST_DOMAIN_CHARS = 253 - `${RECORD_PREFIX}.`.length;
const Id = z.string().min(1).max(40);

const OwnDomain = z
  .string()
  .max(300, "This is too long for a domain.")
  .transform((text, ctx) => {
    const domain = normaliseDomain(text.trim().replace(/^@/, ""));
    if (domain && domain.length <= MOST_DOMAIN_CHARS) return domain;
    ctx.addIssue({ code: "custom", message: "Enter a domain, such as example.com." });
    return z.NEVER;
  })
  .refine(
    (domain) => !isPublicDomain(domain),
    "Strangers have addresses at this domain, so it cannot stand for one organisation.",
  );

export const JOIN_MODES = ["off", "approval", "at_once"] as const;
export type JoinModeValue = (typeof JOIN_MODES)[number];
/** What somebody may become by nothing but their address. */
export const JOINING_ROLES = ["developer", "viewer"] as const satisfies OrgRoleValue[];

export const AddDomainInput = z.object({ domain: OwnDomain });
export const DomainInput = z.object({ domainId: Id });
export const SetDomainJoiningInput = z.object({
  domainId: Id,
  mode: z.enum(JOIN_MODES),
  role: z.enum(JOINING_ROLES),
  /** Left out, the organisation's first team. */
  teamId: z.preprocess((value) => (value === "" || value === null ? undefined : value), Id.optional()),
});
export const JoinInput = z.object({ orgId: Id });
export const JoinRequestInput = z.object({ requestId: Id });
export const DecideJoinRequestInput = z.object({ requestId: Id, decision: z.enum(["approve", "refuse"]) });

export interface DomainSummary {
  id: string;
  /** Lower-cased, in ASCII. */
  domain: string;
  recordName: string;
  recordText: string;
  verifiedAt: Date | null;
  /** Since when DNS no longer shows the record; nobody joins meanwhile. */
  missingSince: Date | null;
  checkedAt: Date | null;
  mode: JoinModeValue;
  role: OrgRoleValue;
  teamId: string | null;
}

/** A domain as those see it who look after the portal. */
export type OpenDomain = Pick<
  DomainSummary,
  "id" | "domain" | "verifiedAt" | "missingSince" | "mode" | "role"
>;

/** An organisation that the person may join because of their address. */
export interface JoinOffer {
  orgId: string;
  orgName: string;
  domain: string;
  role: OrgRoleValue;
  isAtOnce: boolean;
  /** What they asked already. */
  request: { id: string; createdAt: Date } | null;
  /** After a no: when they may ask again. */
  askAgainAt: Date | null;
}

export interface JoinRequestSummary {
  id: string;
  name: string;
  email: string;
  domain: string;
  createdAt: Date;
}
