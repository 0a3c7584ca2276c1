import { draftFirstCall, pickFirstOperation } from "#components/apps/first-call.ts";
import type { CallDraft } from "#lib/sample-call.ts";
import type { SubscriptionSummary } from "#server/apps/schema.ts";
import { getVersion } from "#server/catalog/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import { env } from "#server/platform/env.ts";
import { getOperation, listOperations } from "#server/specs/index.ts";
import type { CompiledOperation } from "#server/specs/schema.ts";

/** A sandbox call, without its credential, of the first API that these subscriptions open; null when none can be called. */
export async function findFirstCall(
  ctx: Ctx,
  subscriptions: readonly Pick<SubscriptionSummary, "apis">[],
): Promise<CallDraft | null> {
  for (const { slug, version } of subscriptions.flatMap(({ apis }) => apis)) {
    const call = version === null ? null : await findFirstCallOf(ctx, slug, version);
    if (call) return call;
  }
  return null;
}

/** The same for one version of an API. */
export async function findFirstCallOf(ctx: Ctx, api: string, version: string): Promise<CallDraft | null> {
  return (await findFirstOperationOf(ctx, api, version))?.call ?? null;
}

/** With the operation that is called. */
export async function findFirstOperationOf(
  ctx: Ctx,
  api: string,
  version: string,
): Promise<{ operation: CompiledOperation; call: CallDraft } | null> {
  const { documentId } = await getVersion(ctx, { api, version });
  if (!documentId) return null;
  const first = pickFirstOperation(await listOperations(documentId));
  if (!first) return null;
  const { operation } = await getOperation(documentId, first.key);
  const base = `${env().PUBLIC_URL}/sandbox/${encodeURIComponent(api)}/${encodeURIComponent(version)}`;
  return { operation, call: draftFirstCall(operation, base, {}) };
}
