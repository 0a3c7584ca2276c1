import type { MemberCaller } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId, randomBase62 } from "#server/platform/ids.ts";

interface OfferOptions {
  visibility?: "public" | "signed_in" | "organisations" | "on_request";
  lifecycle?: "draft" | "published" | "deprecated" | "retired";
  needsApproval?: boolean;
  ratePerMinute?: number;
  quotaPerMonth?: number | null;
  termsVersion?: number;
}

export interface Offer {
  apiId: string;
  slug: string;
  versionId: string;
  version: string;
  planId: string;
  termsVersion: number;
}

/** An API with one version and one plan, as rows of the publisher's organisation. */
export async function makeOffer(
  tx: Tx,
  publisher: MemberCaller & { teamId: string },
  options: OfferOptions = {},
): Promise<Offer> {
  const { visibility = "public", lifecycle = "published", termsVersion = 1 } = options;
  const slug = `api-${randomBase62(8).toLowerCase()}`;
  const apiId = newId("api");
  const versionId = newId("ver");
  const planId = newId("plan");
  const { orgId, teamId } = publisher;
  await tx.api.create({
    data: {
      id: apiId,
      orgId,
      teamId,
      slug,
      name: `API ${slug}`,
      summary: "For tests.",
      category: "tests",
      visibility,
    },
  });
  await tx.version.create({ data: { id: versionId, apiId, name: "v1", lifecycle, position: 1 } });
  await tx.plan.create({
    data: {
      id: planId,
      orgId,
      slug: `plan-${slug}`,
      name: "Standard",
      summary: "For tests.",
      ratePerMinute: options.ratePerMinute ?? 60,
      quotaPerMonth: options.quotaPerMonth ?? null,
      needsApproval: options.needsApproval ?? false,
      scopes: [],
      termsVersion,
      planApis: { create: { apiId } },
    },
  });
  return { apiId, slug, versionId, version: "v1", planId, termsVersion };
}
