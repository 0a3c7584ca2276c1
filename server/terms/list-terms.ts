import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import { findCurrentTerms } from "#server/platform/current-terms.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { TermsRef, type TermsState, type TermsSummary, type TermsText } from "./schema.ts";

/** Every version, newest first, with how many people accepted it. */
export async function listTerms(ctx: Ctx): Promise<TermsSummary[]> {
  requirePlatform(ctx, "settings.read");
  const tx = reader(ctx);
  const current = await findCurrentTerms(tx, ctx.now);
  const rows = await tx.termsVersion.findMany({
    orderBy: { number: "desc" },
    select: {
      number: true,
      changes: true,
      effectiveAt: true,
      publishedAt: true,
      publishedBy: true,
      _count: { select: { acceptances: true } },
    },
  });
  const users = await tx.user.findMany({
    where: { id: { in: rows.map(({ publishedBy }) => publishedBy) } },
    select: { id: true, name: true },
  });
  const names = new Map(users.map(({ id, name }) => [id, name]));
  return rows.map(({ publishedBy, _count, ...row }) => ({
    ...row,
    publishedByName: names.get(publishedBy) ?? "Somebody who has left",
    state: stateOf(row, current, ctx.now),
    acceptedBy: _count.acceptances,
  }));
}

/** Whether the portal has terms of use in force. */
export async function areThereTerms(ctx: Ctx): Promise<boolean> {
  return (await findCurrentTerms(reader(ctx), ctx.now)) > 0;
}

/** The terms in force, or null while there are none. */
export async function findTerms(ctx: Ctx): Promise<TermsText | null> {
  const current = await findCurrentTerms(reader(ctx), ctx.now);
  return current === 0 ? null : getTerms(ctx, { number: current });
}

/** Any version, past and upcoming ones too: whoever accepted one may read it again. */
export async function getTerms(ctx: Ctx, raw: unknown): Promise<TermsText> {
  const { number } = read(TermsRef, raw);
  const tx = reader(ctx);
  const row = await tx.termsVersion.findUnique({
    where: { number },
    select: { number: true, html: true, changes: true, effectiveAt: true, textHash: true },
  });
  if (!row) throw new Refusal("not_found", "There is no such version of the terms.");
  return { ...row, state: stateOf(row, await findCurrentTerms(tx, ctx.now), ctx.now) };
}

/** The text of the newest version as it was written, to start the next one from; "" while there is none. */
export async function getTermsDraft(ctx: Ctx): Promise<string> {
  requirePlatform(ctx, "settings.read");
  const last = await reader(ctx).termsVersion.findFirst({
    orderBy: { number: "desc" },
    select: { text: true },
  });
  return last?.text ?? "";
}

function stateOf(row: { number: number; effectiveAt: Date }, current: number, now: Date): TermsState {
  if (row.number === current) return "in_force";
  return row.effectiveAt > now ? "upcoming" : "past";
}
