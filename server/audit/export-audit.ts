import { csvCell } from "#lib/csv-cell.ts";
import type { Ctx } from "#server/platform/context.ts";
import { walkAuditEvents } from "./list-audit-events.ts";
import type { AuditEventSummary } from "./schema.ts";

const COLUMNS = [
  "at",
  "action",
  "actorKind",
  "actorId",
  "actorLabel",
  "target",
  "targetName",
  "orgId",
  "orgName",
  "detail",
  "requestId",
  "id",
] as const satisfies readonly (keyof AuditEventSummary)[];

/** The log as CSV, piece by piece. */
export async function* exportAuditCsv(ctx: Ctx, filters: unknown): AsyncGenerator<string> {
  for await (const rows of withHeading(walkAuditEvents(ctx, filters), `${COLUMNS.join(",")}\r\n`, toCsvRows))
    yield rows;
}

/** The log as JSON, one event a line, piece by piece. */
export async function* exportAuditJson(ctx: Ctx, filters: unknown): AsyncGenerator<string> {
  const toLines = (rows: AuditEventSummary[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  for await (const rows of withHeading(walkAuditEvents(ctx, filters), "", toLines)) yield rows;
}

async function* withHeading(
  pages: AsyncGenerator<AuditEventSummary[]>,
  heading: string,
  write: (rows: AuditEventSummary[]) => string,
): AsyncGenerator<string> {
  let prefix = heading;
  for await (const rows of pages) {
    yield prefix + write(rows);
    prefix = "";
  }
}

function toCsvRows(rows: AuditEventSummary[]): string {
  return rows.map((row) => `${COLUMNS.map((column) => csvCell(row[column])).join(",")}\r\n`).join("");
}
