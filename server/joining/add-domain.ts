import { lockFor } from "#server/identity/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import { newId, randomBase62 } from "#server/platform/ids.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireKeeper } from "./policy.ts";
import { AddDomainInput, type DomainSummary } from "./schema.ts";
import { DOMAIN_SELECT, toDomainSummary } from "./store.ts";

const MOST_DOMAINS = 20;

/**
 * Names a domain of addresses as the organisation's own, and answers what DNS must show before it counts. Several
 * organisations may name the same one: saying so reveals and reserves nothing.
 */
export async function addDomain(ctx: Ctx, raw: unknown): Promise<DomainSummary> {
  const { orgId, userId } = requireKeeper(ctx, "keep_domains");
  const { domain } = read(AddDomainInput, raw);
  return mutate(ctx, async (tx) => {
    await lockFor(tx, `domains:${orgId}`);
    const org = await tx.organisation.findUnique({
      where: { id: orgId },
      select: { isPersonal: true, domains: { select: { domain: true } } },
    });
    if (!org || org.isPersonal)
      throw new Refusal("conflict", "Nobody joins a personal space. Create an organisation first.");
    if (org.domains.some((own) => own.domain === domain))
      throw new Refusal("conflict", "This domain is listed already.", { domain: "Listed already." });
    if (org.domains.length >= MOST_DOMAINS)
      throw new Refusal("limit_reached", `An organisation lists at most ${MOST_DOMAINS} domains.`);
    const row = await tx.organisationDomain.create({
      data: {
        id: newId("dom", ctx.now),
        orgId,
        domain,
        challenge: randomBase62(32),
        createdAt: ctx.now,
        createdBy: userId,
      },
      select: DOMAIN_SELECT,
    });
    return {
      value: toDomainSummary(row),
      audit: { action: "domain.added", target: row.id, targetName: domain, orgId },
    };
  });
}
