import { announce } from "#server/platform/announce.ts";
import type { Ctx } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { requireAppKeeper } from "./policy.ts";
import { type AppSummary, RenameAppInput, UpdateAppInput } from "./schema.ts";
import { lockOwnApp, toAppSummary, WITH_COUNT } from "./store.ts";

/** Changes an app's name or description; what is left out stays. */
export async function updateApp(ctx: Ctx, raw: unknown): Promise<AppSummary> {
  const caller = requireAppKeeper(ctx);
  const { appId, name, description } = read(UpdateAppInput, raw);
  return mutate(ctx, async (tx) => {
    const before = await lockOwnApp(tx, caller, appId);
    const app = await tx.app.update({
      where: { id: appId },
      data: { name, description },
      include: WITH_COUNT,
    });
    const hasNewName = app.name !== before.name;
    if (!hasNewName && app.description === before.description)
      return { value: toAppSummary(app, caller), audit: [] };
    // Verdicts name the app in their problems.
    if (hasNewName) await announce(tx, `app:${appId}`);
    return {
      value: toAppSummary(app, caller),
      audit: {
        action: "app.updated",
        target: appId,
        targetName: app.name,
        detail: hasNewName ? { formerName: before.name } : {},
      },
    };
  });
}

/** Gives an app another name. */
export async function renameApp(ctx: Ctx, raw: unknown): Promise<AppSummary> {
  return updateApp(ctx, read(RenameAppInput, raw));
}
