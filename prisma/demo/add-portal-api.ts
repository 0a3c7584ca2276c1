import { contracts } from "#app/api/v1/_contracts/index.ts";
import { people } from "#e2e/support/people.ts";
import { publishPortalApi } from "#server/catalog/index.ts";
import { DEFAULT_BRAND } from "#server/content/index.ts";
import { createOrganisation } from "#server/identity/index.ts";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { openApiDocument } from "#server/platform/openapi-document.ts";
import { asPerson, asSeed } from "./world.ts";

const OPERATOR = { slug: "portal-team", name: "Portal team" };

/** The portal's own API as an entry of its catalog, at the address where this portal now answers. */
export async function addPortalApi(now: Date): Promise<void> {
  const find = () => db().organisation.findUnique({ where: { slug: OPERATOR.slug } });
  if (!(await find())) await createOrganisation(asSeed(now), { ...OPERATOR, isPublisher: true });
  const organisation = await find();
  if (!organisation) throw new Error(`${people.admin.name} has no organisation to publish for.`);
  const admin = await asPerson("admin", now);
  // The administrator acts for the organisation without joining it: their own stays the one they sign in to.
  const ctx = {
    ...admin,
    caller: {
      ...admin.caller,
      orgId: organisation.id,
      orgName: organisation.name,
      isPublisher: true,
      teamIds: [],
    },
  };
  const document = JSON.stringify(openApiDocument(contracts, env().PUBLIC_URL));
  await publishPortalApi(ctx, { document, portalName: DEFAULT_BRAND.name });
}
