import { routes } from "#lib/routes.ts";
import { mailMembers } from "#server/identity/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { endRequests } from "./end-requests.ts";
import { requireKeeper } from "./policy.ts";
import { DomainInput } from "./schema.ts";
import { findOwnDomain } from "./store.ts";

/** Takes a domain off the organisation. Members who joined by it stay; who waits because of it is turned away. */
export async function removeDomain(ctx: Ctx, raw: unknown): Promise<void> {
  const { orgId, orgName, name } = requireKeeper(ctx, "keep_domains");
  const { domainId } = read(DomainInput, raw);
  await mutate(ctx, async (tx) => {
    const { domain, verifiedAt } = await findOwnDomain(tx, orgId, domainId);
    const { count } = await tx.organisationDomain.deleteMany({ where: { id: domainId, orgId } });
    if (count === 0) throw new Refusal("not_found", "This domain is not among yours.");
    const turnedAway = await endRequests(tx, { orgId, domain, orgName }, ctx.now);
    if (verifiedAt) {
      const what = `${name} removed ${domain}. Nobody joins by an address there any more; members stay.`;
      const data = { orgName, domain, what, path: routes.organisationDomains() };
      await mailMembers(tx, { orgId, role: "owner" }, { template: "domain-changed", data, now: ctx.now });
    }
    const detail = { wasVerified: verifiedAt !== null, turnedAway };
    return {
      value: undefined,
      audit: { action: "domain.removed", target: domainId, targetName: domain, orgId, detail },
    };
  });
}
