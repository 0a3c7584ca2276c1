import { cookies } from "next/headers";
import { draftFirstCall, pickFirstOperation } from "#components/apps/first-call.ts";
import type { PreparedCall } from "#components/apps/prepared-call.ts";
import { LANGUAGE_COOKIE, readClient } from "#components/reference/language-cookie.ts";
import { type CallDraft, KEY_PLACEHOLDER } from "#lib/call-draft.ts";
import { keyPlaceOf } from "#lib/key-place.ts";
import { sampleCall } from "#lib/sample-call.ts";
import { SAMPLE_CLIENTS } from "#lib/sample-clients.ts";
import type { SubscriptionSummary } from "#server/apps/schema.ts";
import { getVersion } from "#server/catalog/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import { getOperation, getOverview, listOperations } from "#server/specs/index.ts";
import type { CompiledOperation } from "#server/specs/schema.ts";
import { sandboxUrl } from "./sandbox-url.ts";

/** A sandbox call of the first API that these subscriptions open; null when none can be called. */
export async function findFirstCall(
  ctx: Ctx,
  subscriptions: readonly Pick<SubscriptionSummary, "apis">[],
  credential?: Record<string, string>,
): Promise<PreparedCall | null> {
  for (const { slug, version } of subscriptions.flatMap(({ apis }) => apis)) {
    const call = version === null ? null : await findFirstCallOf(ctx, slug, version, credential);
    if (call) return call;
  }
  return null;
}

/** The same for one version of an API. */
export async function findFirstCallOf(
  ctx: Ctx,
  api: string,
  version: string,
  credential?: Record<string, string>,
): Promise<PreparedCall | null> {
  const found = await findFirstOperationOf(ctx, api, version);
  if (!found) return null;
  const call = { ...found.call, headers: { ...(credential ?? found.withKey), ...found.call.headers } };
  const client = readClient((await cookies()).get(LANGUAGE_COOKIE)?.value);
  return { call, samples: inEveryLanguage(call), client };
}

/** With the operation that is called, and the header that takes a key; the call itself carries none. */
export async function findFirstOperationOf(
  ctx: Ctx,
  api: string,
  version: string,
): Promise<{ operation: CompiledOperation; call: CallDraft; withKey: Record<string, string> } | null> {
  const { documentId } = await getVersion(ctx, { api, version });
  if (!documentId) return null;
  const first = pickFirstOperation(await listOperations(documentId));
  if (!first) return null;
  const [{ operation }, { securitySchemes }] = await Promise.all([
    getOperation(documentId, first.key),
    getOverview(documentId),
  ]);
  const place = keyPlaceOf(operation.security, securitySchemes);
  const withKey = { [place.in === "header" ? place.name : "X-API-Key"]: KEY_PLACEHOLDER };
  return { operation, call: draftFirstCall(operation, sandboxUrl(api, version)), withKey };
}

function inEveryLanguage(call: CallDraft): PreparedCall["samples"] {
  return Object.fromEntries(SAMPLE_CLIENTS.map(({ id }) => [id, sampleCall(call, id)]));
}
