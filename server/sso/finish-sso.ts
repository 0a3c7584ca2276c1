import { routes } from "#lib/routes.ts";
import { safeNext } from "#lib/safe-next.ts";
import { admitPerson, invitationIn, isAttemptFree, openAccount } from "#server/identity/index.ts";
import type { Admission } from "#server/identity/schema.ts";
import { queueMail } from "#server/notify/index.ts";
import type { RequestOrigin } from "#server/platform/client-address.ts";
import { HOUR_MS } from "#server/platform/clock.ts";
import type { Ctx } from "#server/platform/context.ts";
import { isUniqueViolation, reader, type Tx } from "#server/platform/db.ts";
import { newId, randomBase62 } from "#server/platform/ids.ts";
import { keepNext } from "#server/platform/kept-next.ts";
import { seal, sha256Hex } from "#server/platform/keyring.ts";
import { type AuditDraft, mutate } from "#server/platform/mutate.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { applyClaims } from "./apply-claims.ts";
import type { ExternalAssertion } from "./assertion.ts";
import type { SpentAttempt } from "./attempt.ts";
import { connect } from "./connect.ts";
import { findProvider, type Provider } from "./find-provider.ts";
import { ssoRefusal } from "./problem.ts";
import { isProofAtSignIn, proveByProvider } from "./prove-by-provider.ts";

export type SsoResult =
  | { kind: "admitted"; admission: Admission; next: string }
  | { kind: "connected"; next: string }
  | { kind: "proved" }
  /** A link is on its way to the address, which proves the other side. */
  | { kind: "mailed"; email: string };

type Finishing = Omit<SpentAttempt, "id" | "providerId" | "secrets">;

/**
 * What follows from a provider's word. A known identity is let in; a proven new address gets an account; an address that
 * has one, or that nobody has checked, gets a mail whose link must be opened in this very browser. An account is never
 * given to whoever merely names its address.
 */
export async function finishSso(
  ctx: Ctx,
  assertion: ExternalAssertion,
  attempt: Finishing,
  origin: RequestOrigin,
): Promise<SsoResult> {
  const provider = await findProvider(reader(ctx), { id: assertion.providerId });
  if (!provider?.isActive) throw ssoRefusal("unknown_provider", "not_found");
  if (attempt.purpose === "link") return link(ctx, provider, assertion, attempt);
  if (attempt.purpose === "prove") return proveByProvider(ctx, provider, assertion, attempt);
  const { providerId, subject, email } = assertion;
  const known = await reader(ctx).externalIdentity.findUnique({
    where: { providerId_subject: { providerId, subject } },
    select: { id: true, userId: true, user: { select: { email: true, status: true } } },
  });
  const next = safeNext(attempt.next, routes.apps());
  if (known) {
    if (known.user.status === "suspended") throw ssoRefusal("suspended");
    return mutate(ctx, async (tx) => {
      await tx.externalIdentity.update({ where: { id: known.id }, data: { lastUsedAt: ctx.now, email } });
      const given = await applyClaims(
        tx,
        { userId: known.userId, provider, claims: assertion.claims },
        ctx.now,
      );
      const { userId, user } = known;
      const isProof = await isProofAtSignIn(tx, { userId, provider, assertion }, attempt.createdAt);
      const provedAt = isProof ? ctx.now : null;
      return letIn(tx, { userId, email: user.email, next, given, provedAt }, origin, ctx.now);
    });
  }
  if (!email) throw ssoRefusal("no_email");
  const holder = await reader(ctx).user.findUnique({
    where: { email },
    select: { emailVerifiedAt: true, status: true },
  });
  if (!assertion.isEmailVerified || holder?.emailVerifiedAt)
    return askByMail(ctx, provider, { ...assertion, email }, attempt, holder?.status === "suspended");
  return openByProof(ctx, provider, { ...assertion, email }, next, origin);
}

type WithEmail = ExternalAssertion & { email: string };

/** A new account for a person whose address is proven, connected and signed in. */
function openByProof(
  ctx: Ctx,
  provider: Provider,
  assertion: WithEmail,
  next: string,
  origin: RequestOrigin,
): Promise<SsoResult> {
  const made = mutate(ctx, async (tx) => {
    const { userId, drafts } = await newPerson(tx, provider, assertion, next, ctx.now);
    // A new account holds nothing yet that a proof would protect.
    const entering = { userId, email: assertion.email, next, given: drafts, provedAt: ctx.now };
    return letIn(tx, entering, origin, ctx.now);
  });
  return made.catch((error: unknown) => {
    // Two answers for one new address at the same moment: the other one made the account.
    if (isUniqueViolation(error)) throw ssoRefusal("attempt_gone", "conflict");
    throw error;
  });
}

/** The account of a new person, its connection, and what the claims give. */
export async function newPerson(
  tx: Tx,
  provider: Provider,
  assertion: WithEmail,
  next: string,
  now: Date,
): Promise<{ userId: string; drafts: AuditDraft[] }> {
  const { email, name } = assertion;
  const userId = await openAccount(tx, { email, name, invitation: invitationIn(next) }, now).catch(
    (error: unknown) => {
      if (error instanceof Refusal && error.code === "not_allowed") throw ssoRefusal("closed");
      if (error instanceof Refusal && error.code === "conflict") throw ssoRefusal("address_kept", "conflict");
      throw error;
    },
  );
  const connected = await connect(tx, { userId, assertion, provider }, now);
  const given = await applyClaims(tx, { userId, provider, claims: assertion.claims }, now);
  const signedUp = { action: "user.signed_up", target: userId, targetName: email, orgId: null };
  return { userId, drafts: [{ ...signedUp, detail: { provider: provider.slug } }, connected, ...given] };
}

interface Entering {
  userId: string;
  email: string;
  next: string;
  given: AuditDraft[];
  provedAt: Date | null;
}

async function letIn(tx: Tx, { given, ...entering }: Entering, origin: RequestOrigin, now: Date) {
  const { next } = entering;
  const person = { ...entering, methods: ["sso" as const] };
  const { value: admission, audit } = await admitPerson(tx, person, origin, now);
  return { value: { kind: "admitted" as const, admission, next }, audit: [...given, audit] };
}

const LINK_MS = HOUR_MS;

async function askByMail(
  ctx: Ctx,
  provider: Provider,
  assertion: WithEmail,
  { browserHash, next }: Finishing,
  isSilent: boolean,
): Promise<SsoResult> {
  const { email } = assertion;
  const isFree = await isAttemptFree(reader(ctx), { key: `sso-mail:${email}`, free: 5 }, ctx.now);
  if (isFree && !isSilent) {
    const token = randomBase62(40);
    await mutate(ctx, async (tx) => {
      const id = newId("pco", ctx.now);
      await tx.pendingConnection.create({
        data: {
          id,
          tokenHash: sha256Hex(token),
          browserHash,
          providerId: provider.id,
          email,
          sealedAssertion: seal(JSON.stringify(assertion)),
          next: keepNext(next),
          createdAt: ctx.now,
          expiresAt: new Date(ctx.now.getTime() + LINK_MS),
        },
      });
      const data = { provider: provider.name, path: routes.confirmConnection(token) };
      await queueMail(tx, { to: email, template: "confirm-connection", data, now: ctx.now });
      const detail = { provider: provider.slug };
      return {
        value: undefined,
        audit: { action: "connection.asked_by_mail", target: id, targetName: email, orgId: null, detail },
      };
    });
  }
  return { kind: "mailed", email };
}

/** Connects the provider's identity to the person who asked for it, in the session they asked in. */
async function link(
  ctx: Ctx,
  provider: Provider,
  assertion: ExternalAssertion,
  { userId, sessionId }: Finishing,
): Promise<SsoResult> {
  const { caller } = ctx;
  if (caller.kind !== "member" || caller.userId !== userId || caller.sessionId !== sessionId)
    throw ssoRefusal("other_person");
  return mutate(ctx, async (tx) => {
    const connected = await connect(tx, { userId: caller.userId, assertion, provider }, ctx.now);
    return { value: { kind: "connected", next: routes.connections() }, audit: connected };
  });
}
