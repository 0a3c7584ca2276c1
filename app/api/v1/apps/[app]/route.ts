import { deleteApp, getApp } from "#server/apps/index.ts";
import { endpoint } from "#server/platform/endpoint.ts";
import * as contracts from "../../_contracts/consumers.ts";

export const GET = endpoint(contracts.getApp, (ctx, { params }) => getApp(ctx, { appId: params.app }));

export const DELETE = endpoint(contracts.deleteApp, (ctx, { params }) =>
  deleteApp(ctx, { appId: params.app }),
);
