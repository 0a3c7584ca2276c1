import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { requireAppReader } from "./policy.ts";
import { AppRef, type Page, type SubscriptionSummary } from "./schema.ts";
import { loadOwnApp, summariseSubscriptions } from "./store.ts";

/** Every subscription of one app, newest first; ended ones too. */
export async function listSubscriptions(ctx: Ctx, raw: unknown): Promise<Page<SubscriptionSummary>> {
  const caller = requireAppReader(ctx);
  const { appId } = read(AppRef, raw);
  const tx = reader(ctx);
  await loadOwnApp(tx, caller, appId);
  const rows = await tx.subscription.findMany({ where: { appId }, orderBy: { createdAt: "desc" } });
  return { items: await summariseSubscriptions(tx, rows, ctx.now), nextCursor: null };
}
