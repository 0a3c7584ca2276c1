import { csvRow } from "#lib/csv-row.ts";
import type { Prisma } from "#prisma/generated/client.ts";
import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { summarise } from "./list-reviews.ts";
import { isReviewer } from "./policy.ts";
import { ACCESS_KINDS, GetReviewInput, type ReviewDetail, type ReviewRow } from "./schema.ts";

/** A review with its lines, those of one state or all. */
export async function getReview(ctx: Ctx, raw: unknown): Promise<ReviewDetail> {
  return findReview(ctx, read(GetReviewInput, raw), 50);
}

/** The whole review as CSV, piece by piece. */
export async function* exportReviewCsv(ctx: Ctx, raw: unknown): AsyncGenerator<string> {
  const { reviewId } = read(GetReviewInput, raw);
  let cursor: string | undefined;
  let prefix = csvRow([...CSV_COLUMNS]);
  do {
    const page: ReviewDetail = await findReview(ctx, { reviewId, show: "all", cursor }, 500);
    yield prefix + page.rows.map((row) => csvRow(CSV_COLUMNS.map((column) => row[column]))).join("");
    prefix = "";
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}

const CSV_COLUMNS = [
  "kind",
  "personName",
  "orgName",
  "what",
  "since",
  "byName",
  "lastUsedAt",
  "decision",
  "decidedByName",
  "decidedAt",
  "note",
] as const satisfies readonly (keyof ReviewRow)[];

async function findReview(
  ctx: Ctx,
  { reviewId, show, cursor }: ReturnType<typeof GetReviewInput.parse>,
  size: number,
): Promise<ReviewDetail> {
  const caller = requirePlatform(ctx, "access.read");
  const tx = reader(ctx);
  const review = await tx.accessReview.findUnique({ where: { id: reviewId } });
  const [summary] = review ? await summarise(tx, [review], ctx.now) : [];
  if (!review || !summary) throw new Refusal("not_found", "This review does not exist.");
  const decided: Prisma.AccessReviewRowWhereInput =
    show === "all" ? {} : { decision: show === "undecided" ? null : show };
  const found = await tx.accessReviewRow.findMany({
    where: { reviewId, ...decided, ...(cursor && { id: { gt: cursor } }) },
    orderBy: { id: "asc" },
    take: size + 1,
  });
  const shown = found.slice(0, size);
  const people = await tx.user.findMany({
    where: { id: { in: [...review.reviewerIds, ...shown.flatMap(({ decidedBy }) => decidedBy ?? [])] } },
    select: { id: true, name: true },
  });
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? "A former member";
  const mayDecide = isReviewer(caller, review.reviewerIds);
  return {
    ...summary,
    reviewers: review.reviewerIds.map(nameOf),
    mayDecide,
    rows: shown.map(({ id, personName, orgName, what, since, byName, lastUsedAt, note, ...row }) => ({
      id,
      kind: ACCESS_KINDS.find((kind) => kind === row.kind) ?? "member",
      personName,
      orgName,
      what,
      since,
      byName,
      lastUsedAt,
      decision: row.decision === "confirmed" || row.decision === "withdrawn" ? row.decision : null,
      decidedByName: row.decidedBy ? nameOf(row.decidedBy) : null,
      decidedAt: row.decidedAt,
      note,
      isMine: mayDecide && !review.closedAt && row.userId !== caller.userId && row.decision !== "withdrawn",
      isAboutMe: mayDecide && row.userId === caller.userId,
    })),
    nextCursor: found.length > size ? (shown.at(-1)?.id ?? null) : null,
  };
}
