import { getRevision } from "#server/catalog/index.ts";
import { endpoint } from "#server/platform/endpoint.ts";
import * as contracts from "../../../../../../_contracts/catalog.ts";

export const GET = endpoint(contracts.getRevision, (ctx, { params }) => getRevision(ctx, params));
