import { fileResponse } from "#app/_parts/file-response.ts";
import { problemResponse } from "#server/platform/http-problem.ts";
import { requireContext } from "#server/platform/session.ts";
import { exportMyData } from "#server/privacy/index.ts";

/** Everything held about the person asking, as a file. Nobody else is given it, not even through their eyes. */
export async function GET(): Promise<Response> {
  const ctx = await requireContext();
  try {
    return fileResponse(await exportMyData(ctx), {
      name: `my-data-${ctx.now.toISOString().slice(0, 10)}.json`,
      mediaType: "application/json; charset=utf-8",
    });
  } catch (error) {
    const refused = problemResponse(error, ctx.requestId);
    if (refused) return refused;
    throw error;
  }
}
