import { csvRow } from "#lib/csv-row.ts";
import type { Ctx } from "#server/platform/context.ts";
import { walkAccess } from "./list-access.ts";
import type { AccessRow } from "./schema.ts";

const HEADING = [
  "kind",
  "person",
  "email",
  "suspended",
  "organisation",
  "what",
  "detail",
  "since",
  "by",
  "lastUsed",
  "ref",
];

/** The access that fits, as CSV, piece by piece. */
export async function* exportAccessCsv(ctx: Ctx, filters: unknown): AsyncGenerator<string> {
  let prefix = csvRow(HEADING);
  for await (const rows of walkAccess(ctx, filters)) {
    yield prefix + rows.map(toLine).join("");
    prefix = "";
  }
}

function toLine({ kind, person, org, what, detail, since, byName, lastUsedAt, ref }: AccessRow): string {
  const { name, email, isSuspended } = person ?? { name: "", email: "", isSuspended: "" };
  return csvRow([kind, name, email, isSuspended, org?.name, what, detail, since, byName, lastUsedAt, ref]);
}
