import { cache } from "react";
import { getApp } from "#server/apps/index.ts";
import type { AppDetail } from "#server/apps/schema.ts";
import { orNotFound } from "#server/platform/action.ts";
import type { Ctx, MemberCaller } from "#server/platform/context.ts";
import { requireContext } from "#server/platform/session.ts";

/** The signed-in person and their organisation's app; for anybody else's app the page does not exist. */
export const loadApp = cache(
  async (appId: string): Promise<{ ctx: Ctx & { caller: MemberCaller }; app: AppDetail }> => {
    const ctx = await requireContext();
    return { ctx, app: await orNotFound(getApp(ctx, { appId })) };
  },
);
