import { listApps, registerApp } from "#server/apps/index.ts";
import { endpoint } from "#server/platform/endpoint.ts";
import * as contracts from "../_contracts/consumers.ts";

export const GET = endpoint(contracts.listApps, async (ctx, { query }) => {
  const { items, nextCursor } = await listApps(ctx, query);
  return { items, next: nextCursor };
});

export const POST = endpoint(contracts.registerApp, (ctx, { body }) => registerApp(ctx, body));
