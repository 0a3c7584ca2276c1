import { notFound } from "next/navigation";
import { getApi, getVersion } from "#server/catalog/index.ts";
import type { ApiDetail, VersionDetail } from "#server/catalog/schema.ts";
import { orNotFound } from "#server/platform/action.ts";
import type { Ctx, MemberCaller } from "#server/platform/context.ts";
import { requireContext } from "#server/platform/session.ts";

type Own<T> = { ctx: Ctx & { caller: MemberCaller } } & T;

/** An API of the person's own organisation; for anybody else the page does not exist. */
export async function requireOwnApi(slug: string): Promise<Own<{ api: ApiDetail }>> {
  const ctx = await requireContext();
  const api = await orNotFound(getApi(ctx, { api: slug }));
  if (api.owner.id !== ctx.caller.orgId) notFound();
  return { ctx, api };
}

export async function requireOwnVersion(api: string, name: string): Promise<Own<{ version: VersionDetail }>> {
  const ctx = await requireContext();
  const version = await orNotFound(getVersion(ctx, { api, version: name }));
  if (version.api.owner.id !== ctx.caller.orgId) notFound();
  return { ctx, version };
}
