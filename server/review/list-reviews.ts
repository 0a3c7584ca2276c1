import { PLATFORM_ROLES, type PlatformRole, platformMay } from "#lib/platform-permissions.ts";
import type { AccessReview } from "#prisma/generated/client.ts";
import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import { reader, type Tx } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { ListReviewsInput, type ReviewSummary } from "./schema.ts";

const PAGE_SIZE = 25;

/** The reviews of access, newest first, with how far each has come. */
export async function listReviews(
  ctx: Ctx,
  raw: unknown = {},
): Promise<{ rows: ReviewSummary[]; nextCursor: string | null }> {
  requirePlatform(ctx, "access.read");
  const { cursor } = read(ListReviewsInput, raw);
  const tx = reader(ctx);
  const found = await tx.accessReview.findMany({
    where: cursor ? { id: { lt: cursor } } : {},
    orderBy: { id: "desc" },
    take: PAGE_SIZE + 1,
  });
  const shown = found.slice(0, PAGE_SIZE);
  return {
    rows: await summarise(tx, shown, ctx.now),
    nextCursor: found.length > PAGE_SIZE ? (shown.at(-1)?.id ?? null) : null,
  };
}

/** Who can be named to decide in a review. */
export async function listReviewers(ctx: Ctx): Promise<{ id: string; name: string; email: string }[]> {
  requirePlatform(ctx, "access.review");
  const able: PlatformRole[] = PLATFORM_ROLES.filter((role) => platformMay(role, "access.review"));
  return reader(ctx).user.findMany({
    where: { status: "active", platformRole: { in: able } },
    orderBy: { name: "asc" },
    select: { id: true, name: true, email: true },
    take: 100,
  });
}

export async function summarise(tx: Tx, reviews: AccessReview[], now: Date): Promise<ReviewSummary[]> {
  const counts = await tx.accessReviewRow.groupBy({
    by: ["reviewId", "decision"],
    where: { reviewId: { in: reviews.map(({ id }) => id) } },
    _count: true,
  });
  const orgs = await tx.organisation.findMany({
    where: { id: { in: reviews.flatMap(({ orgId }) => orgId ?? []) } },
    select: { id: true, name: true },
  });
  return reviews.map(({ id, title, orgId, startedAt, dueAt, closedAt }) => {
    const own = counts.filter(({ reviewId }) => reviewId === id);
    const of = (decision: string) => own.find((count) => count.decision === decision)?._count ?? 0;
    return {
      id,
      title,
      orgName: orgId ? (orgs.find((org) => org.id === orgId)?.name ?? "A former organisation") : null,
      startedAt,
      dueAt,
      closedAt,
      isOverdue: !closedAt && dueAt < now,
      total: own.reduce((sum, { _count }) => sum + _count, 0),
      confirmed: of("confirmed"),
      withdrawn: of("withdrawn"),
    };
  });
}
