import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { requireKeeper } from "./policy.ts";
import type { DomainSummary } from "./schema.ts";
import { DOMAIN_SELECT, toDomainSummary } from "./store.ts";

/** The domains of the organisation that the session acts for, with what DNS must show. */
export async function listDomains(ctx: Ctx): Promise<DomainSummary[]> {
  const { orgId } = requireKeeper(ctx, "keep_domains");
  const rows = await reader(ctx).organisationDomain.findMany({
    where: { orgId },
    orderBy: { domain: "asc" },
    select: DOMAIN_SELECT,
  });
  return rows.map(toDomainSummary);
}
