import type { Tx } from "#server/platform/db.ts";
import { Refusal } from "#server/platform/refusal.ts";

/** Replaces which organisations an API is opened to; refuses slugs that name none. */
export async function replaceAudiences(tx: Tx, apiId: string, slugs: string[]): Promise<void> {
  const orgs = await tx.organisation.findMany({
    where: { slug: { in: slugs } },
    select: { id: true, slug: true },
  });
  const unknown = slugs.filter((slug) => !orgs.some((org) => org.slug === slug));
  if (unknown.length > 0) {
    const message = `No organisation has the name ${unknown.join(", ")}.`;
    throw new Refusal("invalid_input", message, { audiences: message });
  }
  await tx.apiAudience.deleteMany({ where: { apiId } });
  await tx.apiAudience.createMany({ data: orgs.map((org) => ({ apiId, orgId: org.id })) });
}
