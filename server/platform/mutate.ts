import type { Prisma } from "#prisma/generated/client.ts";
import type { Caller, Ctx } from "./context.ts";
import { type Tx, transact } from "./db.ts";
import { newId } from "./ids.ts";
import { Refusal } from "./refusal.ts";

/** What was done, to what. `action` is "<noun>.<past participle>", `target` the id of the record. */
export interface AuditDraft {
  action: string;
  target: string;
  targetName?: string;
  /** The organisation whose record was touched; the caller's when left out. */
  orgId?: string | null;
  detail?: Prisma.InputJsonObject;
}

interface Mutation<T> {
  value: T;
  /** Empty only when nothing was changed after all. */
  audit: AuditDraft | AuditDraft[];
}

/** Writes and audits in one transaction: what is not audited is not done. */
export function mutate<T>(ctx: Ctx, work: (tx: Tx) => Promise<Mutation<T>>): Promise<T> {
  return transact(ctx, async (tx) => {
    const { value, audit } = await work(tx);
    const drafts = Array.isArray(audit) ? audit : [audit];
    requireTerms(ctx.caller, drafts);
    if (drafts.length > 0) {
      await tx.auditEvent.createMany({ data: drafts.map((draft) => toRow(ctx, draft)) });
    }
    return value;
  });
}

/** What people may do whatever terms are outstanding: look after their own account, and end what could do harm. */
const WITHOUT_TERMS =
  /^(user|session|terms|factor|totp|passkey|recovery_codes?)\.|\.(revoked|deleted|removed|cancelled|declined|suspended|left)$/;

function requireTerms(caller: Caller, drafts: AuditDraft[]): void {
  const outstanding = "outstandingTerms" in caller ? caller.outstandingTerms : undefined;
  if (outstanding === undefined || drafts.every(({ action }) => WITHOUT_TERMS.test(action))) return;
  const message =
    "The terms of use have changed. Read and accept them on this portal's page “Terms of use”, then do this again.";
  throw new Refusal("not_allowed", message, {}, { needs: "terms", termsVersion: outstanding });
}

function toRow(ctx: Ctx, draft: AuditDraft): Prisma.AuditEventCreateManyInput {
  return {
    id: newId("aud", ctx.now),
    at: ctx.now,
    orgId: draft.orgId === undefined ? orgOf(ctx.caller) : draft.orgId,
    ...actorOf(ctx.caller),
    action: draft.action,
    target: draft.target,
    targetName: draft.targetName ?? null,
    detail: draft.detail ?? {},
    requestId: ctx.requestId,
  };
}

function orgOf(caller: Caller): string | null {
  return "orgId" in caller ? caller.orgId : null;
}

function actorOf(caller: Caller): { actorKind: string; actorId: string | null; actorLabel: string } {
  switch (caller.kind) {
    case "visitor":
      return { actorKind: "visitor", actorId: null, actorLabel: "A visitor" };
    case "member":
      return { actorKind: "member", actorId: caller.userId, actorLabel: caller.email };
    case "token":
      return { actorKind: "token", actorId: caller.tokenId, actorLabel: `${caller.name} (access token)` };
    case "app":
      return { actorKind: "app", actorId: caller.appId, actorLabel: caller.appId };
    case "job":
      return { actorKind: "job", actorId: null, actorLabel: caller.name };
  }
}
