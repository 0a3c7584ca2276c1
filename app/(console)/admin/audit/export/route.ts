import { exportAuditCsv, exportAuditJson } from "#server/audit/index.ts";
import { requirePlatformContext } from "#server/platform/session.ts";

/** The filtered audit log as a file, streamed, so that its size does not matter. */
export async function GET(request: Request): Promise<Response> {
  const ctx = await requirePlatformContext("audit.read");
  const filters = Object.fromEntries(new URL(request.url).searchParams);
  const isJson = filters.format === "json";
  const pieces = isJson ? exportAuditJson(ctx, filters) : exportAuditCsv(ctx, filters);
  const name = `audit-${ctx.now.toISOString().slice(0, 10)}.${isJson ? "jsonl" : "csv"}`;
  return new Response(streamOf(pieces), {
    headers: {
      "content-type": isJson ? "application/jsonl; charset=utf-8" : "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
