import type { Prisma } from "#prisma/generated/client.ts";
import { DAY_MS } from "#server/platform/clock.ts";
import type { Tx } from "#server/platform/db.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { type DomainSummary, RECORD_PREFIX } from "./schema.ts";

export const DOMAIN_SELECT = {
  id: true,
  orgId: true,
  domain: true,
  challenge: true,
  verifiedAt: true,
  missingSince: true,
  seenAt: true,
  checkedAt: true,
  joinMode: true,
  role: true,
  teamId: true,
} as const satisfies Prisma.OrganisationDomainSelect;

export type DomainRow = Prisma.OrganisationDomainGetPayload<{ select: typeof DOMAIN_SELECT }>;

export function recordNameOf({ domain }: Pick<DomainRow, "domain">): string {
  return `${RECORD_PREFIX}.${domain}`;
}

export function recordTextOf({ challenge }: Pick<DomainRow, "challenge">): string {
  return `portico-domain-verification=${challenge}`;
}

export function toDomainSummary(row: DomainRow): DomainSummary {
  const { id, domain, verifiedAt, missingSince, checkedAt, joinMode: mode, role, teamId } = row;
  const record = { recordName: recordNameOf(row), recordText: recordTextOf(row) };
  return { id, domain, ...record, verifiedAt, missingSince, checkedAt, mode, role, teamId };
}

/** A domain of this organisation, or not_found: another organisation's does not exist. */
export async function findOwnDomain(tx: Tx, orgId: string, domainId: string): Promise<DomainRow> {
  const row = await tx.organisationDomain.findFirst({
    where: { id: domainId, orgId },
    select: DOMAIN_SELECT,
  });
  if (!row) throw new Refusal("not_found", "This domain is not among yours.");
  return row;
}

/** A domain by which people may join: proven, and DNS still shows it. */
export const PROVEN = {
  verifiedAt: { not: null },
  missingSince: null,
  organisation: { status: "active", isPersonal: false },
} as const satisfies Prisma.OrganisationDomainWhereInput;

/** How long after a no the same person may not ask again. */
export const ASK_AGAIN_MS = DAY_MS;
