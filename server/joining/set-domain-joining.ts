import { routes } from "#lib/routes.ts";
import { mailMembers } from "#server/identity/index.ts";
import { type Ctx, requireRecentProof } from "#server/platform/context.ts";
import { holdTeam } from "#server/platform/hold-team.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireKeeper } from "./policy.ts";
import { type DomainSummary, type JoinModeValue, SetDomainJoiningInput } from "./schema.ts";
import { DOMAIN_SELECT, findOwnDomain, toDomainSummary } from "./store.ts";

const WORDS: Record<JoinModeValue, string> = {
  off: "Nobody joins by an address there.",
  approval: "People with an address there may ask to join; owners and admins decide.",
  at_once: "People with an address there join at once.",
};

/** Decides whether people with an address at a proven domain join, and as what. The other owners hear of it. */
export async function setDomainJoining(ctx: Ctx, raw: unknown): Promise<DomainSummary> {
  const { orgId, orgName, name } = requireKeeper(ctx, "keep_domains");
  const { domainId, mode, role, teamId } = read(SetDomainJoiningInput, raw);
  requireRecentProof(ctx);
  return mutate(ctx, async (tx) => {
    await tx.$queryRaw`SELECT id FROM "OrganisationDomain" WHERE id = ${domainId} AND "orgId" = ${orgId} FOR UPDATE`;
    const before = await findOwnDomain(tx, orgId, domainId);
    if (!before.verifiedAt && mode !== "off")
      throw new Refusal("conflict", "Prove the domain first: until then its addresses prove nothing.");
    const team = teamId ? await holdTeam(tx, orgId, teamId) : null;
    const set = { joinMode: mode, role, teamId: team?.id ?? null };
    if (before.joinMode === mode && before.role === role && before.teamId === set.teamId)
      return { value: toDomainSummary(before), audit: [] };
    const row = await tx.organisationDomain.update({
      where: { id: domainId },
      data: set,
      select: DOMAIN_SELECT,
    });
    const { domain } = row;
    const as = mode === "off" ? "" : ` They become ${role}s${team ? ` in ${team.name}` : ""}.`;
    const what = `${name} decided about ${domain}: ${WORDS[mode]}${as}`;
    const data = { orgName, domain, what, path: routes.organisationDomains() };
    await mailMembers(tx, { orgId, role: "owner" }, { template: "domain-changed", data, now: ctx.now });
    const detail = { mode, role, team: team?.name ?? null, before: before.joinMode, roleBefore: before.role };
    return {
      value: toDomainSummary(row),
      audit: { action: "domain.joining_set", target: domainId, targetName: domain, orgId, detail },
    };
  });
}
