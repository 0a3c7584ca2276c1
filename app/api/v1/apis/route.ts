import { createApi, listApis } from "#server/catalog/index.ts";
import { endpoint } from "#server/platform/endpoint.ts";
import * as contracts from "../_contracts/catalog.ts";

export const GET = endpoint(contracts.listApis, (ctx, { query }) => listApis(ctx, query));

export const POST = endpoint(contracts.createApi, (ctx, { body }) => createApi(ctx, body), {
  location: (_params, body) => `/apis/${encodeURIComponent(body.slug)}`,
});
