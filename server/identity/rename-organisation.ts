import type { Ctx } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { requireOrganiser } from "./policy.ts";
import { FoundOrganisationInput } from "./schema.ts";

/** Gives the organisation that the session acts for another name; its address in links stays. */
export async function renameOrganisation(ctx: Ctx, raw: unknown): Promise<void> {
  const { orgId, orgName } = requireOrganiser(ctx, "keep_settings");
  const { name } = read(FoundOrganisationInput, raw);
  await mutate(ctx, async (tx) => {
    await tx.organisation.update({ where: { id: orgId }, data: { name } });
    const detail = { from: orgName };
    return {
      value: undefined,
      audit: { action: "organisation.renamed", target: orgId, targetName: name, orgId, detail },
    };
  });
}
