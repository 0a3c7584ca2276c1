import { revokeClient } from "#server/oauth/index.ts";
import { endpoint } from "#server/platform/endpoint.ts";
import * as contracts from "../../_contracts/consumers.ts";

export const DELETE = endpoint(contracts.revokeClient, (ctx, { params }) =>
  revokeClient(ctx, { clientId: params.client }),
);
