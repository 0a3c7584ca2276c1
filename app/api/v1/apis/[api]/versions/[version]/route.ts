import { getVersion, setLifecycle } from "#server/catalog/index.ts";
import { endpoint } from "#server/platform/endpoint.ts";
import * as contracts from "../../../../_contracts/catalog.ts";

export const GET = endpoint(contracts.getVersion, (ctx, { params }) => getVersion(ctx, params));

export const PATCH = endpoint(
  contracts.setLifecycle,
  (ctx, { params, body }) => setLifecycle(ctx, { ...body, ...params }),
  {
    current: getVersion,
  },
);
