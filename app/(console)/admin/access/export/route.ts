import { requirePlatformContext } from "#server/platform/session.ts";
import { exportAccessCsv } from "#server/review/index.ts";
import { csvResponse } from "../../_parts/csv-response.ts";

/** Who has access to what, as filtered, for keeping. */
export async function GET(request: Request): Promise<Response> {
  const ctx = await requirePlatformContext("access.read");
  const filters = Object.fromEntries(new URL(request.url).searchParams);
  return csvResponse(exportAccessCsv(ctx, filters), `access-${ctx.now.toISOString().slice(0, 10)}`);
}
