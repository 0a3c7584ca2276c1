import { named, sendParcel } from "#app/_parts/parcel.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { writeMarkdown } from "./_parts/write-markdown.ts";

/** Answers for every page whose Markdown was asked for; proxy.ts leads here and says which page is meant. */
export function GET(request: Request): Promise<Response> {
  return sendParcel(request, async (ctx) => {
    const path = request.headers.get("x-markdown");
    if (!path) throw new Refusal("not_found", "Nothing is at this address.");
    const body = await writeMarkdown(ctx, path.split("/").slice(1).map(named));
    return { body, mediaType: "text/markdown; charset=utf-8", vary: ["Accept"] };
  });
}
