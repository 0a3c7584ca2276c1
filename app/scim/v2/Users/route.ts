import { listProvisionedPeople, provisionPerson } from "#server/scim/index.ts";
import { scimEndpoint } from "../_parts/scim-endpoint.ts";

export const GET = scimEndpoint(async (ctx, { query }) => ({
  sent: await listProvisionedPeople(ctx, query),
}));

export const POST = scimEndpoint(
  async (ctx, { body }) => ({ found: await provisionPerson(ctx, body), status: 201 }),
  { hasBody: true },
);
