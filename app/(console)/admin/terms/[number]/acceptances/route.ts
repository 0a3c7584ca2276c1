import { fileResponse } from "#app/_parts/file-response.ts";
import { orNotFound } from "#server/platform/action.ts";
import { requirePlatformContext } from "#server/platform/session.ts";
import { exportAcceptances, getTerms } from "#server/terms/index.ts";

/** The evidence of who accepted one version, as a file. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ number: string }> },
): Promise<Response> {
  const ctx = await requirePlatformContext("audit.read");
  const { number } = await orNotFound(getTerms(ctx, await params));
  return fileResponse(exportAcceptances(ctx, { number }), {
    name: `terms-${number}-acceptances.csv`,
    mediaType: "text/csv; charset=utf-8",
  });
}
