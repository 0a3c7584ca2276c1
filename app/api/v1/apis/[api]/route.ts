import { deleteApi, getApi, updateApi } from "#server/catalog/index.ts";
import { endpoint } from "#server/platform/endpoint.ts";
import * as contracts from "../../_contracts/catalog.ts";

export const GET = endpoint(contracts.getApi, (ctx, { params }) => getApi(ctx, params));

export const PATCH = endpoint(
  contracts.updateApi,
  (ctx, { params, body }) => updateApi(ctx, { ...body, ...params }),
  {
    current: getApi,
  },
);

export const DELETE = endpoint(contracts.deleteApi, (ctx, { params }) => deleteApi(ctx, params));
