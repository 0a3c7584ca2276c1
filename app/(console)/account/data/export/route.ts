import { fileResponse } from "#app/_parts/file-response.ts";
import { requireContext } from "#server/platform/session.ts";
import { exportMyData } from "#server/privacy/index.ts";

/** Everything held about the person asking, as a file. */
export async function GET(): Promise<Response> {
  const ctx = await requireContext();
  return fileResponse(await exportMyData(ctx), {
    name: `my-data-${ctx.now.toISOString().slice(0, 10)}.json`,
    mediaType: "application/json; charset=utf-8",
  });
}
