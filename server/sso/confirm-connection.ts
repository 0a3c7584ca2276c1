import { routes } from "#lib/routes.ts";
import { safeNext } from "#lib/safe-next.ts";
import { hasSecondFactor } from "#server/factors/index.ts";
import { admitPerson, lockFor } from "#server/identity/index.ts";
import type { Caller, Ctx } from "#server/platform/context.ts";
import { isUniqueViolation, reader } from "#server/platform/db.ts";
import { keptNext } from "#server/platform/kept-next.ts";
import { sha256Hex, unseal } from "#server/platform/keyring.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import type { SsoBrowser } from "./answer-sso.ts";
import { applyClaims } from "./apply-claims.ts";
import { ExternalAssertion } from "./assertion.ts";
import { connect } from "./connect.ts";
import { findProvider } from "./find-provider.ts";
import { newPerson, type SsoResult } from "./finish-sso.ts";
import { ssoRefusal } from "./problem.ts";
import { ConfirmConnectionInput } from "./schema.ts";

const DEAD = "This link was used already or has expired. Start the sign-in again.";

function findPending(ctx: Ctx, token: string) {
  return reader(ctx).pendingConnection.findFirst({
    where: { tokenHash: sha256Hex(token), usedAt: null, expiresAt: { gt: ctx.now } },
    select: { id: true, browserHash: true, providerId: true, email: true, sealedAssertion: true, next: true },
  });
}

/** What the page behind the mailed link shows. Looking spends nothing. */
export async function peekConnection(
  ctx: Ctx,
  token: string,
  browserSecret: string | null,
): Promise<{ state: "dead" | "other_browser" } | { state: "ready"; providerName: string; email: string }> {
  const pending = await findPending(ctx, token);
  const provider = pending && (await findProvider(reader(ctx), { id: pending.providerId }));
  if (!pending || !provider?.isActive) return { state: "dead" };
  if (sha256Hex(browserSecret ?? "") !== pending.browserHash) return { state: "other_browser" };
  return { state: "ready", providerName: provider.name, email: pending.email };
}

/**
 * Both sides are proven: the provider's by the sign-in that this browser came from, the account's by the mailed link.
 * Connects them, or opens the account, and lets the person in. Whoever has a second factor takes that step first, and
 * the link brings them back here: nothing is connected without it.
 */
export async function confirmConnection(ctx: Ctx, raw: unknown, browser: SsoBrowser): Promise<SsoResult> {
  const { token } = read(ConfirmConnectionInput, raw);
  const pending = await findPending(ctx, token);
  if (!pending) throw new Refusal("not_found", DEAD);
  if (sha256Hex(browser.browserSecret ?? "") !== pending.browserHash) throw ssoRefusal("other_browser");
  const provider = await findProvider(reader(ctx), { id: pending.providerId });
  if (!provider?.isActive) throw ssoRefusal("unknown_provider", "not_found");
  const assertion = ExternalAssertion.parse(JSON.parse(unseal(pending.sealedAssertion)));
  const { email } = pending;
  const next = safeNext(keptNext(pending.next), routes.apps());
  const admitted = mutate<SsoResult>(ctx, async (tx) => {
    const found = await tx.user.findUnique({
      where: { email },
      select: { id: true, status: true, emailVerifiedAt: true },
    });
    if (found) await lockFor(tx, `ways-in:${found.id}`);
    const holder = found?.emailVerifiedAt ? found : null;
    if (holder?.status === "suspended") throw ssoRefusal("suspended");
    const isStepAhead = holder !== null && (await hasSecondFactor(tx, holder.id));
    if (isStepAhead && !isThem(ctx.caller, holder.id)) {
      const back = routes.confirmConnection(token);
      const person = { userId: holder.id, email, methods: ["sso" as const, "mail" as const], next: back };
      const { value: admission, audit } = await admitPerson(tx, person, browser, ctx.now);
      return { value: { kind: "admitted", admission, next: back }, audit };
    }
    const { count } = await tx.pendingConnection.updateMany({
      where: { id: pending.id, usedAt: null },
      data: { usedAt: ctx.now },
    });
    if (count === 0) throw new Refusal("not_found", DEAD);
    const { userId, drafts } = holder
      ? {
          userId: holder.id,
          drafts: [
            await connect(tx, { userId: holder.id, provider, assertion }, ctx.now),
            ...(await applyClaims(tx, { userId: holder.id, provider, claims: assertion.claims }, ctx.now)),
          ],
        }
      : await newPerson(tx, provider, { ...assertion, email }, next, ctx.now);
    if (isStepAhead) return { value: { kind: "connected", next }, audit: drafts };
    const provedAt = holder ? null : ctx.now;
    const person = { userId, email, methods: ["sso" as const, "mail" as const], provedAt, next };
    const { value: admission, audit } = await admitPerson(tx, person, browser, ctx.now);
    return { value: { kind: "admitted", admission, next }, audit: [...drafts, audit] };
  });
  return admitted.catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    throw new Refusal("conflict", "This address got its account at this very moment. Open the link again.");
  });
}

/** Whether the person has come in themselves, past their second factor. */
function isThem(caller: Caller, userId: string): boolean {
  return caller.kind === "member" && caller.userId === userId && !caller.viewAs;
}
