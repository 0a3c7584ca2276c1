import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireClientReader } from "./policy.ts";
import { type ClientSummary, ListClientsInput } from "./schema.ts";
import { toClientSummary, WITH_SECRETS } from "./store.ts";

/** The clients of an app, active ones first, then newest first. */
export async function listClients(ctx: Ctx, raw: unknown): Promise<ClientSummary[]> {
  const caller = requireClientReader(ctx);
  const { appId } = read(ListClientsInput, raw);
  const app = await reader(ctx).app.findFirst({
    where: { id: appId, orgId: caller.orgId, deletedAt: null },
    select: { id: true },
  });
  if (!app) throw new Refusal("not_found", "This app does not exist.");
  const clients = await reader(ctx).oAuthClient.findMany({
    where: { appId, orgId: caller.orgId },
    orderBy: [{ revokedAt: { sort: "desc", nulls: "first" } }, { createdAt: "desc" }],
    include: WITH_SECRETS,
  });
  return clients.map((client) => toClientSummary(client, ctx.now));
}
