import { fileResponse } from "#app/_parts/file-response.ts";
import { exportAuditCsv, exportAuditJson } from "#server/audit/index.ts";
import { requirePlatformContext } from "#server/platform/session.ts";

/** The filtered audit log as a file, streamed, so that its size does not matter. */
export async function GET(request: Request): Promise<Response> {
  const ctx = await requirePlatformContext("audit.read");
  const filters = Object.fromEntries(new URL(request.url).searchParams);
  const isJson = filters.format === "json";
  const pieces = isJson ? exportAuditJson(ctx, filters) : exportAuditCsv(ctx, filters);
  const name = `audit-${ctx.now.toISOString().slice(0, 10)}.${isJson ? "jsonl" : "csv"}`;
  return fileResponse(pieces, {
    name,
    mediaType: isJson ? "application/jsonl; charset=utf-8" : "text/csv; charset=utf-8",
  });
}
