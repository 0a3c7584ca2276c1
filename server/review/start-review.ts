import { platformMay } from "#lib/platform-permissions.ts";
import { DAY_MS } from "#server/platform/clock.ts";
import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { walkAccess } from "./list-access.ts";
import { type AccessKind, type AccessRow, StartReviewInput } from "./schema.ts";

const MOST_ROWS = 10_000;

/** Takes down who has what as it stands now, for named people to confirm or withdraw until a day. */
export async function startReview(ctx: Ctx, raw: unknown): Promise<{ reviewId: string }> {
  const caller = requirePlatform(ctx, "access.review");
  const { title, orgId, kinds, reviewerIds, dueInDays } = read(StartReviewInput, raw);
  return mutate(ctx, async (tx) => {
    await requireReviewers(tx, reviewerIds);
    const org = orgId ? await tx.organisation.findUnique({ where: { id: orgId } }) : null;
    if (orgId && !org)
      throw new Refusal("not_found", "This organisation does not exist.", { orgId: "Unknown." });
    const rows = await collect({ ...ctx, tx }, kinds, orgId);
    if (rows.length === 0)
      throw new Refusal("conflict", "Nobody has access of this kind. There is nothing to review.");
    const reviewId = newId("review", ctx.now);
    await tx.accessReview.create({
      data: {
        id: reviewId,
        title,
        orgId: orgId ?? null,
        kinds,
        reviewerIds: [...new Set(reviewerIds)],
        startedBy: caller.userId,
        startedAt: ctx.now,
        dueAt: new Date(ctx.now.getTime() + dueInDays * DAY_MS),
      },
    });
    await tx.accessReviewRow.createMany({
      data: rows.map(({ kind, ref, person, org: of, what, detail, since, byName, lastUsedAt }) => ({
        id: newId("row", ctx.now),
        reviewId,
        kind,
        ref,
        userId: person?.id ?? null,
        personName: person ? `${person.name} <${person.email}>` : "",
        orgId: of?.id ?? null,
        orgName: of?.name ?? "",
        what: detail ? `${what} (${detail})` : what,
        since,
        byName,
        lastUsedAt,
      })),
    });
    const detail = { rows: rows.length, kinds, org: org?.name ?? null };
    return {
      value: { reviewId },
      audit: { action: "review.started", target: reviewId, targetName: title, orgId: orgId ?? null, detail },
    };
  });
}

async function collect(ctx: Ctx, kinds: AccessKind[], orgId: string | undefined): Promise<AccessRow[]> {
  const rows: AccessRow[] = [];
  for (const kind of new Set(kinds)) {
    for await (const page of walkAccess(ctx, { kind, org: orgId ?? "" })) {
      rows.push(...page);
      if (rows.length > MOST_ROWS) {
        const message = `More than ${MOST_ROWS} accesses. Review one organisation or one kind at a time.`;
        throw new Refusal("limit_reached", message);
      }
    }
  }
  return rows;
}

async function requireReviewers(tx: Tx, ids: string[]): Promise<void> {
  const people = await tx.user.findMany({
    where: { id: { in: ids }, status: "active" },
    select: { id: true, platformRole: true },
  });
  const isAble = (id: string) =>
    people.some((person) => person.id === id && platformMay(person.platformRole, "access.review"));
  if (ids.every(isAble)) return;
  const message = "Choose people whose platform role lets them review access.";
  throw new Refusal("invalid_input", message, { reviewerIds: message });
}
