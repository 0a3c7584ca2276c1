import { sendParcel } from "#app/_parts/parcel.ts";
import { readGuides } from "#app/(portal)/guides/_parts/read-guides.ts";
import { markdownAddresses } from "#components/markdown/addresses.ts";
import { llmsText } from "#components/markdown/llms.ts";
import { searchCatalog } from "#server/catalog/index.ts";
import { getBrand } from "#server/content/index.ts";
import { env } from "#server/platform/env.ts";

const MOST_APIS = 100;

export function GET(request: Request): Promise<Response> {
  return sendParcel(
    request,
    async (ctx) => {
      const [brand, { results, total }, guides] = await Promise.all([
        getBrand(),
        searchCatalog(ctx, { sort: "popular", pageSize: MOST_APIS }),
        readGuides(),
      ]);
      const apis = results.map(({ api }) => api);
      const body = llmsText(brand, apis, total, guides, markdownAddresses(env().PUBLIC_URL));
      return { body, mediaType: "text/plain; charset=utf-8" };
    },
    { asVisitor: true },
  );
}
