import { listProvisionedGroups, provisionGroup } from "#server/scim/index.ts";
import { scimEndpoint } from "../_parts/scim-endpoint.ts";

export const GET = scimEndpoint(async (ctx, { query }) => ({
  sent: await listProvisionedGroups(ctx, query),
}));

export const POST = scimEndpoint(
  async (ctx, { body }) => ({ found: await provisionGroup(ctx, body), status: 201 }),
  { hasBody: true },
);
