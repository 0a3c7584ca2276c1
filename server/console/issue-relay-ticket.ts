import { getVersion } from "#server/catalog/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireConsoleUser } from "./policy.ts";
import { isCallable } from "./relay-pass.ts";
import { sealTicket, TICKET_LIFE_MS } from "./relay-ticket.ts";
import { IssueRelayTicketInput, type RelayTicket } from "./schema.ts";

/** Lets the person asking call the live servers of one version for ten minutes. Writes nothing, so audits nothing. */
export async function issueRelayTicket(ctx: Ctx, raw: unknown): Promise<RelayTicket> {
  const caller = requireConsoleUser(ctx);
  const version = await getVersion(ctx, read(IssueRelayTicketInput, raw));
  if (!version.documentId)
    throw new Refusal("conflict", "This version has no document yet, so it names no server.");
  if (!isCallable(version.lifecycle))
    throw new Refusal("conflict", "Only published versions are called from here.");
  const expiresAtMs = ctx.now.getTime() + TICKET_LIFE_MS;
  const ticket = sealTicket({
    userId: caller.userId,
    sessionId: caller.sessionId,
    apiId: version.api.id,
    versionId: version.id,
    documentId: version.documentId,
    expiresAtMs,
  });
  return { ticket, expiresAt: new Date(expiresAtMs).toISOString() };
}
