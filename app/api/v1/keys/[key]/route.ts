import { revokeKey } from "#server/credentials/index.ts";
import { endpoint } from "#server/platform/endpoint.ts";
import * as contracts from "../../_contracts/consumers.ts";

export const DELETE = endpoint(contracts.revokeKey, (ctx, { params }) =>
  revokeKey(ctx, { keyId: params.key }),
);
