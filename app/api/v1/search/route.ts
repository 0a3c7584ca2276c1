import { suggest } from "#server/catalog/index.ts";
import { endpoint } from "#server/platform/endpoint.ts";
import { searchSuggestions } from "../_contracts/catalog.ts";

export const GET = endpoint(searchSuggestions, async (ctx, { query }) => ({
  items: await suggest(ctx, query),
}));
