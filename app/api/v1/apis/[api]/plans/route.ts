import { createPlan, getApi, listPlans } from "#server/catalog/index.ts";
import { endpoint } from "#server/platform/endpoint.ts";
import * as contracts from "../../../_contracts/catalog.ts";

export const GET = endpoint(contracts.listPlans, async (ctx, { params }) => {
  const { id } = await getApi(ctx, params);
  return { items: await listPlans(ctx, { api: id }) };
});

export const POST = endpoint(contracts.createPlan, async (ctx, { params, body }) => {
  const { slug } = await getApi(ctx, params);
  return createPlan(ctx, { ...body, apis: [slug, ...(body.apis ?? [])] });
});
