import type { Standing } from "#components/catalog/start-panel.tsx";
import { listApps, listSubscriptions } from "#server/apps/index.ts";
import { listKeys } from "#server/credentials/index.ts";
import type { Ctx } from "#server/platform/context.ts";

/** More apps than these are not looked through to choose a panel's words. */
const APPS_LOOKED_AT = 10;

/** How far the reader's organisation has come with an API. */
export async function findStanding(ctx: Ctx, apiSlug: string): Promise<Standing> {
  if (ctx.caller.kind !== "member") return { kind: "visitor" };
  const { items: apps } = await listApps(ctx, { limit: APPS_LOOKED_AT });
  const found = await Promise.all(
    apps.map(async (app) => {
      if (app.subscriptionCount === 0) return null;
      const { items } = await listSubscriptions(ctx, { appId: app.id });
      const own = items.filter(({ apis }) => apis.some(({ slug }) => slug === apiSlug));
      return { app, states: own.map(({ state }) => state) };
    }),
  );
  const active = found.filter((entry) => entry?.states.includes("active"));
  const app = (active.find((entry) => entry?.app.mayChange) ?? active[0])?.app;
  if (app) {
    const keys = await listKeys(ctx, { appId: app.id });
    return {
      kind: "subscribed",
      app,
      hasKey: keys.some(({ state }) => state === "active"),
      mayIssue: app.mayChange && app.status === "active",
    };
  }
  const waiting = found.find((entry) => entry?.states.includes("pending"));
  return waiting ? { kind: "waiting", app: waiting.app } : { kind: "member" };
}
