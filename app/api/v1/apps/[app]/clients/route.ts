import { createClient, listClients } from "#server/oauth/index.ts";
import { endpoint } from "#server/platform/endpoint.ts";
import * as contracts from "../../../_contracts/consumers.ts";

export const GET = endpoint(contracts.listClients, async (ctx, { params }) => ({
  items: await listClients(ctx, { appId: params.app }),
}));

export const POST = endpoint(contracts.createClient, (ctx, { params, body }) =>
  createClient(ctx, { ...body, appId: params.app }),
);
