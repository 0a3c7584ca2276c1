import { issueKey, listKeys } from "#server/credentials/index.ts";
import { endpoint } from "#server/platform/endpoint.ts";
import * as contracts from "../../../_contracts/consumers.ts";

export const GET = endpoint(contracts.listKeys, async (ctx, { params }) => ({
  items: await listKeys(ctx, { appId: params.app }),
}));

export const POST = endpoint(contracts.issueKey, (ctx, { params, body }) =>
  issueKey(ctx, { ...body, appId: params.app }),
);
