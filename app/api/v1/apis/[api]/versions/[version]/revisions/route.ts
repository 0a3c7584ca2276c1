import { routes } from "#lib/routes.ts";
import { listRevisions, publishRevision } from "#server/catalog/index.ts";
import { endpoint } from "#server/platform/endpoint.ts";
import { env } from "#server/platform/env.ts";
import * as contracts from "../../../../../_contracts/catalog.ts";

export const GET = endpoint(contracts.listRevisions, async (ctx, { params }) => ({
  items: await listRevisions(ctx, params),
}));

export const POST = endpoint(contracts.publishRevision, async (ctx, { params, query, bytes }) => {
  const published = await publishRevision(ctx, {
    ...params,
    bytes,
    sourceName: query.name,
    strict: query.strict,
  });
  const { api, version } = published.revision;
  return { ...published, url: env().PUBLIC_URL + routes.version(api.slug, version.name) };
});
