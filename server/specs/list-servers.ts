import { Prisma } from "#prisma/generated/client.ts";
import { db, type Tx } from "#server/platform/db.ts";
import { asWritten, getOverview } from "./read-document.ts";
import type { ServerSummary } from "./schema.ts";

/** Every server that the document names for itself, a path or an operation, each once. */
export async function listServers(documentId: string, tx: Tx = db()): Promise<ServerSummary[]> {
  const [{ servers }, rows] = await Promise.all([
    getOverview(documentId, tx),
    tx.$queryRaw<{ servers: unknown }[]>(Prisma.sql`
      SELECT DISTINCT ON (body#>>'{operation,servers}') body#>'{operation,servers}' AS servers FROM "DocOperation"
      WHERE "documentId" = ${documentId} AND body#>>'{operation,servers}' <> '[]'`),
  ]);
  const own = rows.flatMap((row) => asWritten<ServerSummary[]>(row.servers));
  return [...new Map([...servers, ...own].map((server) => [JSON.stringify(server), server])).values()];
}
