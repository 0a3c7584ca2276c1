import { orNotFound } from "#server/platform/action.ts";
import { requirePlatformContext } from "#server/platform/session.ts";
import { exportReviewCsv } from "#server/review/index.ts";
import { csvResponse } from "../../../_parts/csv-response.ts";

/** A review with everything decided in it, for the auditors. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ review: string }> },
): Promise<Response> {
  const ctx = await requirePlatformContext("access.read");
  const { review } = await params;
  return orNotFound(csvResponse(exportReviewCsv(ctx, { reviewId: review }), "access-review"));
}
