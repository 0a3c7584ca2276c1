import { named, sendParcel } from "#app/_parts/parcel.ts";
import { markdownAddresses } from "#components/markdown/addresses.ts";
import { apiLlmsText, listsOperations } from "#components/markdown/llms.ts";
import { getApi } from "#server/catalog/index.ts";
import type { ApiDetail } from "#server/catalog/schema.ts";
import { env } from "#server/platform/env.ts";
import { getOverview, listOperations } from "#server/specs/index.ts";

type Context = { params: Promise<{ api: string }> };

export function GET(request: Request, { params }: Context): Promise<Response> {
  return sendParcel(
    request,
    async (ctx) => {
      const api = await getApi(ctx, { api: named((await params).api) });
      const body = apiLlmsText(api, await latestOf(api), markdownAddresses(env().PUBLIC_URL));
      return { body, mediaType: "text/plain; charset=utf-8" };
    },
    { asVisitor: true },
  );
}

async function latestOf(api: ApiDetail) {
  const version = api.versions.find(({ name }) => name === api.latest?.name);
  if (!version?.revision) return null;
  const { documentId } = version.revision;
  const overview = await getOverview(documentId);
  return { version, overview, operations: listsOperations(overview) ? await listOperations(documentId) : [] };
}
