import { routes } from "#lib/routes.ts";
import { announce } from "#server/platform/announce.ts";
import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import { reader, type Tx } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { mailRunners } from "./access-mails.ts";
import { ApiRef, StopApiInput, type StoppedApi } from "./schema.ts";
import { orgBriefs, orgOf } from "./store.ts";

/**
 * Takes an API out of everybody's sight but its own organisation's, which is told why; calls of others are refused at
 * once, as when its audience shrinks.
 */
export async function stopApi(ctx: Ctx, raw: unknown): Promise<void> {
  requirePlatform(ctx, "catalog.moderate");
  const { api: ref, reason } = read(StopApiInput, raw);
  await mutate(ctx, async (tx) => {
    const api = await findApi(tx, ref);
    const { count } = await tx.api.updateMany({
      where: { id: api.id, stoppedAt: null },
      data: { stoppedAt: ctx.now, stopReason: reason },
    });
    if (count === 0) throw new Refusal("conflict", `${api.name} is out of sight already.`);
    await announce(tx, `api:${api.id}`);
    const data = { apiName: api.name, reason, path: routes.publishApi(api.slug) };
    await mailRunners(tx, api, "api-stopped", data, ctx.now);
    return { value: undefined, audit: draft("api.stopped", api, { reason }) };
  });
}

/** Puts a stopped API back where its audience finds it. */
export async function restoreApi(ctx: Ctx, raw: unknown): Promise<void> {
  requirePlatform(ctx, "catalog.moderate");
  const { api: ref } = read(ApiRef, raw);
  await mutate(ctx, async (tx) => {
    const api = await findApi(tx, ref);
    const { count } = await tx.api.updateMany({
      where: { id: api.id, stoppedAt: { not: null } },
      data: { stoppedAt: null, stopReason: "" },
    });
    if (count === 0) throw new Refusal("conflict", `${api.name} is not out of sight.`);
    await announce(tx, `api:${api.id}`);
    const data = { apiName: api.name, path: routes.publishApi(api.slug) };
    await mailRunners(tx, api, "api-restored", data, ctx.now);
    return { value: undefined, audit: draft("api.restored", api) };
  });
}

/** The APIs that are out of sight, the newest stop first. */
export async function listStoppedApis(ctx: Ctx): Promise<StoppedApi[]> {
  requirePlatform(ctx, "catalog.read");
  const tx = reader(ctx);
  const rows = await tx.api.findMany({
    where: { stoppedAt: { not: null } },
    orderBy: { stoppedAt: "desc" },
    take: 200,
    select: { id: true, orgId: true, slug: true, name: true, stoppedAt: true, stopReason: true },
  });
  const orgs = await orgBriefs(
    tx,
    rows.map(({ orgId }) => orgId),
  );
  return rows.flatMap(({ orgId, stoppedAt, stopReason, ...api }) =>
    stoppedAt ? { ...api, owner: orgOf(orgs, orgId), stop: { at: stoppedAt, reason: stopReason } } : [],
  );
}

async function findApi(tx: Tx, ref: string) {
  const select = { id: true, orgId: true, teamId: true, slug: true, name: true } as const;
  const api = await tx.api.findFirst({ where: { OR: [{ slug: ref }, { id: ref }] }, select });
  if (!api) throw new Refusal("not_found", "This API does not exist.");
  return api;
}

function draft(
  action: string,
  api: { id: string; name: string; orgId: string },
  detail: Record<string, string> = {},
) {
  return { action, target: api.id, targetName: api.name, orgId: api.orgId, detail };
}
