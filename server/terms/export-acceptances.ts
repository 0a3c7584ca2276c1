import { csvCell } from "#lib/csv-cell.ts";
import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { TermsRef } from "./schema.ts";

const COLUMNS = [
  "acceptedAt",
  "userId",
  "email",
  "name",
  "version",
  "textHash",
  "address",
  "userAgent",
  "id",
];
const PIECE = 1_000;

/** The evidence of who accepted one version, as CSV, piece by piece. */
export async function* exportAcceptances(ctx: Ctx, raw: unknown): AsyncGenerator<string> {
  requirePlatform(ctx, "audit.read");
  const { number } = read(TermsRef, raw);
  const tx = reader(ctx);
  const version = await tx.termsVersion.findUnique({ where: { number }, select: { id: true } });
  if (!version) throw new Refusal("not_found", "There is no such version of the terms.");
  yield `${COLUMNS.join(",")}\r\n`;
  let after: string | undefined;
  do {
    const rows = await tx.termsAcceptance.findMany({
      where: { versionId: version.id, ...(after && { id: { gt: after } }) },
      orderBy: { id: "asc" },
      take: PIECE,
      include: { user: { select: { email: true, name: true } } },
    });
    yield rows
      .map(({ user, ...row }) =>
        [
          row.acceptedAt,
          row.userId,
          user.email,
          user.name,
          number,
          row.textHash,
          row.address,
          row.userAgent,
          row.id,
        ]
          .map(csvCell)
          .join(","),
      )
      .map((line) => `${line}\r\n`)
      .join("");
    after = rows.length === PIECE ? rows.at(-1)?.id : undefined;
  } while (after);
}
