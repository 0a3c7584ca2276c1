import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { requireAppUsageReader } from "./policy.ts";
import { type CallPage, ListRecentCallsInput } from "./schema.ts";
import { findOwnApp } from "./store.ts";

/** The calls of one app, newest first. */
export async function listRecentCalls(ctx: Ctx, raw: unknown): Promise<CallPage> {
  const caller = requireAppUsageReader(ctx);
  const { appId, cursor, limit, isFailed } = read(ListRecentCallsInput, raw);
  const tx = reader(ctx);
  await findOwnApp(tx, caller, appId);
  const rows = await tx.call.findMany({
    where: { appId, orgId: caller.orgId, status: isFailed ? { gte: 400 } : undefined, ...before(cursor) },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const [apis, versions] = await Promise.all([
    tx.api.findMany({
      where: { id: { in: [...new Set(shown.map((row) => row.apiId))] } },
      select: { id: true, slug: true, name: true },
    }),
    tx.version.findMany({
      where: { id: { in: [...new Set(shown.map((row) => row.versionId))] } },
      select: { id: true, name: true },
    }),
  ]);
  const apiById = new Map(apis.map(({ id, slug, name }) => [id, { slug, name }]));
  const versionById = new Map(versions.map(({ id, name }) => [id, name]));
  const last = shown.at(-1);
  return {
    items: shown.map((row) => ({
      id: String(row.id),
      at: row.at,
      environment: row.environment,
      credentialId: row.credentialId,
      api: apiById.get(row.apiId) ?? null,
      version: versionById.get(row.versionId) ?? null,
      operationKey: row.operationKey,
      method: row.method,
      path: row.path,
      status: row.status,
      latencyMs: row.latencyMs,
      problem: row.problem,
    })),
    nextCursor: rows.length > limit && last ? `${last.at.getTime()}.${last.id}` : null,
  };
}

function before(cursor: string | undefined) {
  if (!cursor) return {};
  const [ms = "", id = ""] = cursor.split(".");
  const at = new Date(Number(ms));
  return { OR: [{ at: { lt: at } }, { at, id: { lt: BigInt(id) } }] };
}
