import type { AccessStanding } from "#components/catalog/access-panel.tsx";
import { askAgainAt, findAccess } from "#server/catalog/index.ts";
import { type Ctx, hasRole } from "#server/platform/context.ts";

/** How far the reader's organisation has come with an API that is given on request. */
export async function findAccessStanding(ctx: Ctx, api: string): Promise<AccessStanding> {
  const { caller } = ctx;
  if (caller.kind !== "member") return { kind: "visitor" };
  if (!caller.isEmailVerified) return { kind: "unconfirmed" };
  const access = await findAccess(ctx, { api });
  return hasRole(caller, "developer")
    ? {
        kind: "asker",
        orgName: caller.orgName,
        access,
        askAgainAt: access && askAgainAt(access, ctx.now),
      }
    : { kind: "onlooker", access };
}
