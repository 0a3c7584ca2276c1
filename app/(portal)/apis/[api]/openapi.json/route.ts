import { named, sendParcel } from "#app/_parts/parcel.ts";
import { getApi } from "#server/catalog/index.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { latestParcel } from "../v/[version]/_parts/source.ts";

/** The document of the version that a reader should use, under an address that stays. */
export function GET(request: Request, { params }: { params: Promise<{ api: string }> }): Promise<Response> {
  return sendParcel(request, async (ctx) => {
    const { slug, latest } = await getApi(ctx, { api: named((await params).api) });
    if (!latest) throw new Refusal("not_found", "This API has no version yet.");
    return latestParcel(ctx, slug, latest.name);
  });
}
