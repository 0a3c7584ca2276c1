import { named, sendParcel } from "#app/_parts/parcel.ts";
import { getBrand } from "#server/content/index.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { describePage } from "../_parts/describe-page.ts";
import { drawPicture } from "../_parts/draw-picture.tsx";

type Context = { params: Promise<{ path: string[] }> };

/** /pictures/apis/stations.png stands for /apis/stations. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return sendParcel(
    request,
    async (ctx) => {
      const parts = (await params).path.map(named);
      const last = parts.pop() ?? "";
      if (!last.endsWith(".png")) throw new Refusal("not_found", "There is no picture at this address.");
      const text = await describePage(ctx, [...parts, last.slice(0, -4)]);
      const { bytes, hash } = await drawPicture(await getBrand(), text);
      return { body: bytes, tag: hash, mediaType: "image/png" };
    },
    { asVisitor: true },
  );
}
