import { z } from "zod";
import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import type { OpenDomain } from "./schema.ts";

const ListOrganisationDomainsInput = z.object({ orgId: z.string().min(1).max(64) });

/** The domains that any organisation has named, and who joins by them, for those who look after the portal. */
export async function listOrganisationDomains(ctx: Ctx, raw: unknown): Promise<OpenDomain[]> {
  requirePlatform(ctx, "organisations.read");
  const { orgId } = read(ListOrganisationDomainsInput, raw);
  const rows = await reader(ctx).organisationDomain.findMany({
    where: { orgId },
    orderBy: { domain: "asc" },
    select: { id: true, domain: true, verifiedAt: true, missingSince: true, joinMode: true, role: true },
  });
  return rows.map(({ joinMode: mode, ...row }) => ({ ...row, mode }));
}
