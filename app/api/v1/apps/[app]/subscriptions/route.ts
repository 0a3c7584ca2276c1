import { subscribe } from "#server/apps/index.ts";
import { endpoint } from "#server/platform/endpoint.ts";
import * as contracts from "../../../_contracts/consumers.ts";

export const POST = endpoint(contracts.subscribe, (ctx, { params, body }) =>
  subscribe(ctx, { ...body, appId: params.app }),
);
