import { getProvisionedGroup, patchGroup, removeGroup, replaceGroup } from "#server/scim/index.ts";
import { scimEndpoint } from "../../_parts/scim-endpoint.ts";

export const GET = scimEndpoint(async (ctx, { id }) => ({ found: await getProvisionedGroup(ctx, id) }));

export const PUT = scimEndpoint(async (ctx, given) => ({ found: await replaceGroup(ctx, given) }), {
  hasBody: true,
});

/** Groups are large and change often: their PATCH is answered without the members, as Okta and Entra ID expect. */
export const PATCH = scimEndpoint(
  async (ctx, given) => ({ found: await patchGroup(ctx, given), isSilent: true }),
  { hasBody: true },
);

export const DELETE = scimEndpoint(async (ctx, given) => {
  await removeGroup(ctx, given);
  return { nothing: true };
});
