import { type Ctx, requirePlatform, requireRecentProof } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { holdTeam } from "#server/platform/hold-team.ts";
import { newId } from "#server/platform/ids.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { getKnown } from "./providers.ts";
import { AddClaimMappingInput, ClaimMappingInput, type ClaimMappingSummary } from "./schema.ts";

const MOST_MAPPINGS = 200;

export async function listClaimMappings(ctx: Ctx, providerId: string): Promise<ClaimMappingSummary[]> {
  requirePlatform(ctx, "sso.read");
  const tx = reader(ctx);
  const rows = await tx.claimMapping.findMany({ where: { providerId }, orderBy: { createdAt: "asc" } });
  const orgs = await tx.organisation.findMany({
    where: { id: { in: rows.map(({ orgId }) => orgId) } },
    select: { id: true, name: true, teams: { select: { id: true, name: true } } },
  });
  return rows.map(({ id, claim, value, orgId, teamId, role }) => {
    const org = orgs.find((one) => one.id === orgId);
    const teamName = org?.teams.find((team) => team.id === teamId)?.name ?? null;
    return { id, claim, value, role, orgName: org?.name ?? "An organisation that is gone", teamName };
  });
}

/** Organisations that a mapping may lead to, with their teams. */
export async function listMappingTargets(ctx: Ctx) {
  requirePlatform(ctx, "sso.read");
  return reader(ctx).organisation.findMany({
    where: { isPersonal: false },
    orderBy: { name: "asc" },
    take: 500,
    select: { id: true, name: true, teams: { select: { id: true, name: true }, orderBy: { name: "asc" } } },
  });
}

/** From the next sign-in on, whoever brings the claim belongs where it says. Owners are made by people alone. */
export async function addClaimMapping(ctx: Ctx, raw: unknown): Promise<{ id: string }> {
  requirePlatform(ctx, "sso.write");
  requireRecentProof(ctx);
  const input = read(AddClaimMappingInput, raw);
  return mutate(ctx, async (tx) => {
    const provider = await getKnown(tx, input.providerId);
    const org = await tx.organisation.findFirst({
      where: { id: input.orgId, isPersonal: false },
      select: { name: true },
    });
    if (!org || (provider.orgId && provider.orgId !== input.orgId)) {
      const message = "Choose an organisation that this provider may speak for.";
      throw new Refusal("not_found", message, { orgId: message });
    }
    if (input.teamId) await holdTeam(tx, input.orgId, input.teamId);
    if ((await tx.claimMapping.count({ where: { providerId: provider.id } })) >= MOST_MAPPINGS)
      throw new Refusal("limit_reached", `A provider has ${MOST_MAPPINGS} mappings at most.`);
    const id = newId("map", ctx.now);
    await tx.claimMapping.create({
      data: { ...input, id, teamId: input.teamId ?? null, createdAt: ctx.now },
    });
    const { claim, value, role } = input;
    const detail = { provider: provider.slug, claim, value, role };
    return {
      value: { id },
      audit: { action: "claim-mapping.added", target: id, targetName: org.name, orgId: input.orgId, detail },
    };
  });
}

/** What it gave goes at each person's next sign-in. */
export async function removeClaimMapping(ctx: Ctx, raw: unknown): Promise<void> {
  requirePlatform(ctx, "sso.write");
  requireRecentProof(ctx);
  const { mappingId } = read(ClaimMappingInput, raw);
  await mutate(ctx, async (tx) => {
    const row = await tx.claimMapping.findUnique({ where: { id: mappingId } });
    if (!row) throw new Refusal("not_found", "This mapping does not exist.");
    await tx.claimMapping.delete({ where: { id: mappingId } });
    const { claim, value, role, orgId } = row;
    const detail = { claim, value, role };
    return {
      value: undefined,
      audit: { action: "claim-mapping.removed", target: mappingId, orgId, detail },
    };
  });
}
