import { createVersion, getApi } from "#server/catalog/index.ts";
import { endpoint } from "#server/platform/endpoint.ts";
import * as contracts from "../../../_contracts/catalog.ts";

export const GET = endpoint(contracts.listVersions, async (ctx, { params }) => ({
  items: (await getApi(ctx, params)).versions,
}));

export const POST = endpoint(
  contracts.createVersion,
  (ctx, { params, body }) => createVersion(ctx, { ...body, ...params }),
  {
    location: (params, body) =>
      `/apis/${encodeURIComponent(params.api)}/versions/${encodeURIComponent(body.name)}`,
  },
);
