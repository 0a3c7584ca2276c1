import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { requireAppReader } from "./policy.ts";
import { type AppDetail, AppRef } from "./schema.ts";
import { loadOwnApp, summariseSubscriptions, suspensionOf, toAppSummary } from "./store.ts";

/** One app of the caller's organisation with its subscriptions, newest first. Takes the id alone or `{ appId }`. */
export async function getApp(ctx: Ctx, raw: unknown): Promise<AppDetail> {
  const caller = requireAppReader(ctx);
  const { appId } = read(AppRef, typeof raw === "string" ? { appId: raw } : raw);
  const tx = reader(ctx);
  const app = await loadOwnApp(tx, caller, appId);
  const rows = await tx.subscription.findMany({ where: { appId }, orderBy: { createdAt: "desc" } });
  return {
    ...toAppSummary(app, caller),
    suspension: suspensionOf(app),
    subscriptions: await summariseSubscriptions(tx, rows, ctx.now),
  };
}
