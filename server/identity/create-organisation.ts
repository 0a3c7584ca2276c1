import type { Ctx } from "#server/platform/context.ts";
import { isUniqueViolation } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireOperator } from "./policy.ts";
import { CreateOrganisationInput } from "./schema.ts";
import { insertOrganisation } from "./store.ts";

/** An organisation without members yet, as an admin or a seed makes it, with its first team. */
export async function createOrganisation(
  ctx: Ctx,
  raw: unknown,
): Promise<{ id: string; slug: string; teamId: string }> {
  requireOperator(ctx, "organisations.write");
  const input = read(CreateOrganisationInput, raw);
  const made = mutate(ctx, async (tx) => {
    const org = await insertOrganisation(tx, input, ctx.now);
    const detail = { isPublisher: input.isPublisher };
    return {
      value: org,
      audit: {
        action: "organisation.created",
        target: org.id,
        targetName: input.name,
        orgId: org.id,
        detail,
      },
    };
  });
  return made.catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    throw new Refusal("conflict", "Another organisation has this short name.", { slug: "Taken." });
  });
}
