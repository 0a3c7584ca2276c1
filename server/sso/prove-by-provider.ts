import { hasSecondFactor } from "#server/factors/index.ts";
import { recordProof } from "#server/identity/index.ts";
import { SECOND_MS } from "#server/platform/clock.ts";
import { type Ctx, type MemberCaller, requirePerson } from "#server/platform/context.ts";
import { reader, type Tx } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { Refusal } from "#server/platform/refusal.ts";
import type { ExternalAssertion } from "./assertion.ts";
import type { SpentAttempt } from "./attempt.ts";
import { allProviders, type Provider } from "./find-provider.ts";
import { ssoRefusal } from "./problem.ts";
import type { SignInProvider } from "./schema.ts";

/** How far the provider's clock may be behind ours. */
const SKEW_MS = 30 * SECOND_MS;

/** GitHub and Google cannot be made to ask anew, nor say when they last did. */
function canProve({ kind, isFixed, slug, isActive }: Provider): boolean {
  return isActive && kind !== "github" && !(isFixed && slug === "google");
}

/** The providers at which the person may sign in again as a proof; none once they have a second factor. */
export async function listProofProviders(ctx: Ctx): Promise<SignInProvider[]> {
  const caller = requirePerson(ctx);
  if (caller.kind !== "member" || (await hasSecondFactor(reader(ctx), caller.userId))) return [];
  const rows = await reader(ctx).externalIdentity.findMany({
    where: { userId: caller.userId },
    select: { providerId: true },
  });
  const providers = await allProviders(reader(ctx));
  return providers
    .filter((provider) => canProve(provider) && rows.some(({ providerId }) => providerId === provider.id))
    .map(({ slug, name }) => ({ slug, name }));
}

/** Whoever has a second factor proves themselves with it: it protects from stolen accounts elsewhere too. */
export async function requireProvable(ctx: Ctx): Promise<MemberCaller> {
  if (ctx.caller.kind === "visitor") throw ssoRefusal("other_person", "not_signed_in");
  const caller = requirePerson(ctx);
  if (caller.kind !== "member") throw new Refusal("not_allowed", "An access token cannot prove anything.");
  if (caller.viewAs) throw new Refusal("not_allowed", "End the view first.");
  if (await hasSecondFactor(reader(ctx), caller.userId))
    throw new Refusal("not_allowed", "Use your authenticator app or passkey instead.");
  return caller;
}

/** Refuses a provider that proves nothing of this person. */
export async function requireProofProvider(ctx: Ctx, provider: Provider): Promise<void> {
  const offered = await listProofProviders(ctx);
  if (!offered.some(({ slug }) => slug === provider.slug)) throw ssoRefusal("unknown_provider", "not_found");
}

function isFresh({ authenticatedAt }: ExternalAssertion, since: Date): boolean {
  return authenticatedAt !== null && authenticatedAt.getTime() >= since.getTime() - SKEW_MS;
}

/**
 * Whether a sign-in by a provider proves who sits there now: the provider says that it asked them on this occasion. One
 * that cannot be made to say so counts for people who have nothing else to prove themselves with.
 */
export async function isProofAtSignIn(
  tx: Tx,
  { userId, provider, assertion }: { userId: string; provider: Provider; assertion: ExternalAssertion },
  since: Date,
): Promise<boolean> {
  if (canProve(provider)) return isFresh(assertion, since);
  const user = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { passwordHash: true } });
  return !user.passwordHash && !(await hasSecondFactor(tx, userId));
}

/**
 * Takes a sign-in at a connected provider as a proof, in the session that asked for it alone, and only when the provider
 * says that it happened after it was asked for: whoever has only borrowed the browser is signed in there already.
 */
export async function proveByProvider(
  ctx: Ctx,
  provider: Provider,
  assertion: ExternalAssertion,
  { userId, sessionId, createdAt }: Pick<SpentAttempt, "userId" | "sessionId" | "createdAt">,
): Promise<{ kind: "proved" }> {
  const { caller } = ctx;
  if (caller.kind !== "member" || caller.userId !== userId || caller.sessionId !== sessionId)
    throw ssoRefusal("other_person");
  await requireProvable(ctx);
  if (!isFresh(assertion, createdAt) || !canProve(provider)) throw ssoRefusal("not_fresh");
  const { subject, email } = assertion;
  return mutate(ctx, async (tx) => {
    const { count } = await tx.externalIdentity.updateMany({
      where: { providerId: provider.id, subject, userId: caller.userId },
      data: { lastUsedAt: ctx.now, email },
    });
    if (count === 0) throw ssoRefusal("not_connected");
    await recordProof(tx, caller.sessionId, "sso", ctx.now);
    const detail = { method: "sso", provider: provider.slug };
    const target = { target: caller.sessionId, targetName: caller.email };
    return { value: { kind: "proved" }, audit: { action: "session.proved", ...target, detail } };
  });
}
