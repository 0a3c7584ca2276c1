import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireKeyReader } from "./policy.ts";
import { type KeySummary, ListKeysInput } from "./schema.ts";
import { toKeySummary } from "./store.ts";

/** The keys of one app, newest first; expired and revoked ones too, because they are evidence. */
export async function listKeys(ctx: Ctx, raw: unknown): Promise<KeySummary[]> {
  const caller = requireKeyReader(ctx);
  const { appId } = read(ListKeysInput, raw);
  const tx = reader(ctx);
  const app = await tx.app.findFirst({ where: { id: appId, orgId: caller.orgId }, select: { id: true } });
  if (!app) throw new Refusal("not_found", "This app does not exist.");
  const rows = await tx.key.findMany({
    where: { appId, orgId: caller.orgId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 500,
  });
  return rows.map((row) => toKeySummary(row, ctx.now));
}
