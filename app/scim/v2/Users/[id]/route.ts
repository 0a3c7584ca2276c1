import { deprovisionPerson, getProvisionedPerson, patchPerson, replacePerson } from "#server/scim/index.ts";
import { scimEndpoint } from "../../_parts/scim-endpoint.ts";

export const GET = scimEndpoint(async (ctx, { id }) => ({ found: await getProvisionedPerson(ctx, id) }));

export const PUT = scimEndpoint(async (ctx, given) => ({ found: await replacePerson(ctx, given) }), {
  hasBody: true,
});

export const PATCH = scimEndpoint(async (ctx, given) => ({ found: await patchPerson(ctx, given) }), {
  hasBody: true,
});

export const DELETE = scimEndpoint(async (ctx, given) => {
  await deprovisionPerson(ctx, given);
  return { nothing: true };
});
