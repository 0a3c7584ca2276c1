import { routes } from "#lib/routes.ts";
import { mailMembers, RUNS_IT } from "#server/identity/index.ts";
import { announce } from "#server/platform/announce.ts";
import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { AppRef, SuspendAppInput } from "./schema.ts";

/** Stops an app: its keys, clients and tokens are refused at once. Its organisation is told why. */
export async function suspendApp(ctx: Ctx, raw: unknown): Promise<void> {
  requirePlatform(ctx, "catalog.moderate");
  const { appId, reason } = read(SuspendAppInput, raw);
  await mutate(ctx, async (tx) => {
    const app = await findApp(tx, appId);
    const { count } = await tx.app.updateMany({
      where: { id: appId, status: "active", deletedAt: null },
      data: { status: "suspended", suspendedAt: ctx.now, suspendReason: reason },
    });
    if (count === 0) throw new Refusal("conflict", `${app.name} is suspended already.`);
    await announce(tx, `app:${appId}`);
    const data = { appName: app.name, reason, path: routes.app(appId) };
    await mailMembers(tx, concerned(app), { template: "app-suspended", data, now: ctx.now });
    const audit = { target: appId, targetName: app.name, orgId: app.orgId };
    return { value: undefined, audit: { action: "app.suspended", ...audit, detail: { reason } } };
  });
}

/** Lets a suspended app work again, with the credentials it had. */
export async function restoreApp(ctx: Ctx, raw: unknown): Promise<void> {
  requirePlatform(ctx, "catalog.moderate");
  const { appId } = read(AppRef, raw);
  await mutate(ctx, async (tx) => {
    const app = await findApp(tx, appId);
    const { count } = await tx.app.updateMany({
      where: { id: appId, status: "suspended", deletedAt: null },
      data: { status: "active", suspendedAt: null, suspendReason: "" },
    });
    if (count === 0) throw new Refusal("conflict", `${app.name} is not suspended.`);
    await announce(tx, `app:${appId}`);
    const data = { appName: app.name, path: routes.app(appId) };
    await mailMembers(tx, concerned(app), { template: "app-restored", data, now: ctx.now });
    const audit = { target: appId, targetName: app.name, orgId: app.orgId };
    return { value: undefined, audit: { action: "app.restored", ...audit } };
  });
}

async function findApp(tx: Tx, appId: string) {
  const select = { id: true, orgId: true, teamId: true, name: true } as const;
  const app = await tx.app.findFirst({ where: { id: appId, deletedAt: null }, select });
  if (!app) throw new Refusal("not_found", "This app does not exist.");
  return app;
}

/** Those who run its organisation and the developers of its team. */
function concerned({ orgId, teamId }: { orgId: string; teamId: string }) {
  return { orgId, OR: [RUNS_IT, { role: "developer" as const, teams: { some: { teamId } } }] };
}
