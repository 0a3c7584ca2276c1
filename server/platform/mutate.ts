import type { Prisma } from "#prisma/generated/client.ts";
import type { Caller, Ctx, ViewAs } from "./context.ts";
import { type Tx, transact } from "./db.ts";
import { newId } from "./ids.ts";
import { Refusal } from "./refusal.ts";

/** What was done, to what. `action` is "<noun>.<past participle>", `target` the id of the record. */
export interface AuditDraft {
  action: string;
  target: string;
  targetName?: string;
  /** The organisation whose record was touched; when left out the caller's, and none's for what is a person's alone. */
  orgId?: string | null;
  detail?: Prisma.InputJsonObject;
  /** Who did it, where that is known better than by the caller: whoever signs in comes as a visitor. */
  by?: { userId: string; email: string };
}

interface Mutation<T> {
  value: T;
  /** Empty only when nothing was changed after all. */
  audit: AuditDraft | AuditDraft[];
}

/** What somebody may change for the person they view as. Whatever is not named here, secrets above all, is refused. */
const ON_BEHALF = new Set([
  ...["app.registered", "app.updated", "subscription.created", "subscription.cancelled"],
  ...["api.created", "api.updated", "version.created", "guide.written", "guide.deleted", "change.added"],
  ...["plan.created", "plan.updated", "organisation.renamed", "user.profile_updated"],
  ...["key.revoked", "client.revoked", "client_secret.revoked"],
]);

/**
 * Writes and audits in one transaction: what is not audited is not done. Refuses whatever is asked while viewing as
 * somebody else, unless the view may write and the act is one that can be done on behalf.
 */
export async function mutate<T>(
  ctx: Ctx,
  work: (tx: Tx) => Promise<Mutation<T>>,
  options: Parameters<typeof transact>[2] = {},
): Promise<T> {
  const viewAs = viewOf(ctx.caller);
  if (viewAs?.isReadOnly) throw new Refusal("not_allowed", readOnlyMessage(viewAs));
  if (ctx.caller.kind === "member" && ctx.caller.overView) throw new Refusal("not_allowed", OVER);
  const write = async (tx: Tx) => {
    const { value, audit } = await work(tx);
    const drafts = Array.isArray(audit) ? audit : [audit];
    requireTerms(ctx.caller, drafts);
    for (const { action } of viewAs ? drafts : []) {
      if (!ON_BEHALF.has(action))
        throw new Refusal(
          "not_allowed",
          "This cannot be done on behalf of somebody else. End the view first.",
        );
    }
    if (drafts.length > 0) {
      await tx.auditEvent.createMany({ data: drafts.map((draft) => toRow(ctx, draft)) });
    }
    return value;
  };
  return transact(ctx, write, options);
}

const OVER =
  "Your view through somebody else's eyes is over, and nothing was changed. End it at the top of the page; then you act as yourself again.";

/** What people may do whatever terms are outstanding: look after their own account, and end what could do harm. */
const WITHOUT_TERMS =
  /^(session|terms|factor)\.|\.(revoked|deleted|removed|cancelled|declined|suspended|stopped|left)$/;

const OWN_ACCOUNT = new Set(
  [
    ...["signed_up", "signed_in", "signed_out", "second_step_asked", "kept_waiting"],
    ...[
      "email_verified",
      "verification_resent",
      "email_change_asked",
      "email_changed",
      "email_change_undone",
    ],
    ...["password_changed", "password_removed", "password_reset", "password_reset_requested"],
    ...["profile_updated", "data_exported"],
  ].map((act) => `user.${act}`),
);

function requireTerms(caller: Caller, drafts: AuditDraft[]): void {
  const outstanding = "outstandingTerms" in caller ? caller.outstandingTerms : undefined;
  if (outstanding === undefined || drafts.every(({ action }) => isFreeOfTerms(action))) return;
  const message =
    "The terms of use have changed. Read and accept them on this portal's page “Terms of use”, then do this again.";
  throw new Refusal("not_allowed", message, {}, { needs: "terms", termsVersion: outstanding });
}

function isFreeOfTerms(action: string): boolean {
  return OWN_ACCOUNT.has(action) || WITHOUT_TERMS.test(action);
}

/** What people do to their own accounts is none of the organisation's that they happen to act for. */
const PERSONAL = /^(user|session|factor)\./;

function toRow(ctx: Ctx, draft: AuditDraft): Prisma.AuditEventCreateManyInput {
  return {
    id: newId("aud", ctx.now),
    at: ctx.now,
    orgId: draft.orgId === undefined ? orgOf(ctx.caller, draft.action) : draft.orgId,
    ...(draft.by ? personOf(draft.by) : actorOf(ctx.caller)),
    action: draft.action,
    target: draft.target,
    targetName: draft.targetName ?? null,
    detail: { ...draft.detail, ...onBehalf(ctx.caller) },
    requestId: ctx.requestId,
  };
}

function viewOf(caller: Caller): ViewAs | undefined {
  return caller.kind === "member" ? caller.viewAs : undefined;
}

function readOnlyMessage({ subject }: ViewAs): string {
  return `You are viewing as ${subject}, and only look. End the view to change something.`;
}

function onBehalf(caller: Caller): Prisma.InputJsonObject {
  const viewAs = viewOf(caller);
  if (!viewAs || caller.kind !== "member") return {};
  return { onBehalfOf: caller.email, onBehalfOfId: caller.userId, view: viewAs.id, reason: viewAs.reason };
}

function orgOf(caller: Caller, action: string): string | null {
  // A directory brings people in for its organisation.
  if (PERSONAL.test(action) && caller.kind !== "scim") return null;
  return "orgId" in caller ? caller.orgId : null;
}

interface Actor {
  actorKind: string;
  actorId: string | null;
  actorLabel: string;
}

function personOf({ userId, email }: { userId: string; email: string }): Actor {
  return { actorKind: "member", actorId: userId, actorLabel: email };
}

function actorOf(caller: Caller): Actor {
  switch (caller.kind) {
    case "visitor":
      return { actorKind: "visitor", actorId: null, actorLabel: "A visitor" };
    case "member":
      if (caller.viewAs) {
        const { viewer } = caller.viewAs;
        const actorLabel = `${viewer.email} on behalf of ${caller.email}`;
        return { actorKind: "member", actorId: viewer.userId, actorLabel };
      }
      return personOf(caller);
    case "token":
      return { actorKind: "token", actorId: caller.tokenId, actorLabel: `${caller.name} (access token)` };
    case "app":
      return { actorKind: "app", actorId: caller.appId, actorLabel: caller.appId };
    case "scim":
      return { actorKind: "scim", actorId: caller.tokenId, actorLabel: `SCIM of ${caller.orgName}` };
    case "job":
      return { actorKind: "job", actorId: null, actorLabel: caller.name };
  }
}
