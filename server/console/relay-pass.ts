import { getVersion } from "#server/catalog/index.ts";
import type { Lifecycle } from "#server/catalog/schema.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { findMember } from "#server/platform/session-row.ts";
import { openTicket } from "./relay-ticket.ts";
import type { RelayPass } from "./schema.ts";

/** As for the sandbox: what is not published yet, or no longer, has nobody to answer for it. */
export function isCallable(lifecycle: Lifecycle): boolean {
  return lifecycle === "published" || lifecycle === "deprecated";
}

/**
 * What a ticket allows right now; null when it allows nothing any more: it ran out, its session ended, the person was
 * suspended, or the version is out of their sight, no longer published, or stands on another document.
 */
export async function findRelayPass(ctx: Omit<Ctx, "caller">, ticket: string): Promise<RelayPass | null> {
  const claims = openTicket(ticket, ctx.now);
  if (!claims) return null;
  const caller = await findMember(reader(ctx), claims.sessionId, ctx.now);
  if (caller?.userId !== claims.userId || caller.viewAs) return null;
  const ref = { api: claims.apiId, version: claims.versionId };
  const version = await getVersion({ ...ctx, caller }, ref).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === "not_found") return null;
    throw error;
  });
  if (version?.documentId !== claims.documentId || !isCallable(version.lifecycle)) return null;
  return { userId: claims.userId, documentId: claims.documentId };
}
