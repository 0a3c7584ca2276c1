import { z } from "zod";
import { MINUTE_MS } from "#server/platform/clock.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { newId, randomBase62 } from "#server/platform/ids.ts";
import { keepNext, keptNext } from "#server/platform/kept-next.ts";
import { seal, sha256Hex, unseal } from "#server/platform/keyring.ts";
import { ExternalAssertion } from "./assertion.ts";
import { ssoRefusal } from "./problem.ts";
import type { SsoPurpose } from "./schema.ts";

const ATTEMPT_MS = 10 * MINUTE_MS;

const Secrets = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  requestId: z.string(),
});
type Secrets = z.infer<typeof Secrets>;

export interface SpentAttempt {
  id: string;
  providerId: string;
  purpose: SsoPurpose;
  userId: string | null;
  sessionId: string | null;
  next: string | null;
  browserHash: string;
  createdAt: Date;
  secrets: Secrets;
}

interface NewAttempt {
  providerId: string;
  purpose: SsoPurpose;
  browserSecret: string;
  next: string | null;
  member: { userId: string; sessionId: string } | null;
}

/** Begins a way to a provider and back; whoever comes back must hold the same browser secret. */
export async function insertAttempt(ctx: Ctx, attempt: NewAttempt): Promise<Secrets> {
  const secrets = {
    state: randomBase62(43),
    nonce: randomBase62(43),
    codeVerifier: randomBase62(64),
    requestId: `_${randomBase62(40)}`,
  };
  await reader(ctx).ssoAttempt.create({
    data: {
      id: newId("sso", ctx.now),
      providerId: attempt.providerId,
      stateHash: sha256Hex(secrets.state),
      browserHash: sha256Hex(attempt.browserSecret),
      purpose: attempt.purpose,
      userId: attempt.member?.userId ?? null,
      sessionId: attempt.member?.sessionId ?? null,
      sealed: seal(JSON.stringify(secrets)),
      next: keepNext(attempt.next),
      createdAt: ctx.now,
      expiresAt: new Date(ctx.now.getTime() + ATTEMPT_MS),
    },
  });
  return secrets;
}

const SELECT = {
  id: true,
  providerId: true,
  purpose: true,
  userId: true,
  sessionId: true,
  next: true,
  browserHash: true,
  createdAt: true,
  sealed: true,
  sealedAssertion: true,
} as const;

async function find(ctx: Ctx, providerId: string, state: string, step: "answer" | "fetch") {
  const row = await reader(ctx).ssoAttempt.findFirst({
    where: {
      stateHash: sha256Hex(state),
      providerId,
      expiresAt: { gt: ctx.now },
      ...(step === "answer" ? { usedAt: null } : { usedAt: { not: null }, finishedAt: null }),
    },
    select: SELECT,
  });
  if (!row) throw ssoRefusal("attempt_gone", "not_found");
  const { sealed, sealedAssertion, ...rest } = row;
  const attempt: SpentAttempt = {
    ...rest,
    next: keptNext(rest.next),
    secrets: Secrets.parse(JSON.parse(unseal(sealed))),
  };
  return { attempt, sealedAssertion };
}

/** Marks the provider's answer as taken; of two at once, the second is refused. */
async function spend(ctx: Ctx, id: string): Promise<void> {
  const { count } = await reader(ctx).ssoAttempt.updateMany({
    where: { id, usedAt: null },
    data: { usedAt: ctx.now },
  });
  if (count === 0) throw ssoRefusal("attempt_gone", "not_found");
}

interface Returning {
  providerId: string;
  state: string;
  browserSecret: string | null;
}

/** Takes an attempt for the answer that a browser brings. Another browser's answer spends nothing. */
export async function spendAttempt(ctx: Ctx, returning: Returning): Promise<SpentAttempt> {
  const { attempt } = await find(ctx, returning.providerId, returning.state, "answer");
  requireBrowser(attempt, returning.browserSecret);
  await spend(ctx, attempt.id);
  return attempt;
}

/** Takes an attempt for an answer that comes without cookies; its browser is asked when it fetches what was said. */
export async function spendBlindly(ctx: Ctx, providerId: string, state: string): Promise<SpentAttempt> {
  const { attempt } = await find(ctx, providerId, state, "answer");
  await spend(ctx, attempt.id);
  return attempt;
}

export async function keepAssertion(ctx: Ctx, id: string, assertion: ExternalAssertion): Promise<void> {
  const sealedAssertion = seal(JSON.stringify(assertion));
  await reader(ctx).ssoAttempt.update({ where: { id }, data: { sealedAssertion } });
}

/** Hands what was said to the browser that asked, once. */
export async function fetchAssertion(ctx: Ctx, returning: Returning) {
  const { attempt, sealedAssertion } = await find(ctx, returning.providerId, returning.state, "fetch");
  requireBrowser(attempt, returning.browserSecret);
  const { count } = await reader(ctx).ssoAttempt.updateMany({
    where: { id: attempt.id, finishedAt: null, sealedAssertion: { not: null } },
    data: { finishedAt: ctx.now, sealedAssertion: null },
  });
  if (count === 0 || !sealedAssertion) throw ssoRefusal("attempt_gone", "not_found");
  return { attempt, assertion: ExternalAssertion.parse(JSON.parse(unseal(sealedAssertion))) };
}

function requireBrowser(attempt: SpentAttempt, browserSecret: string | null): void {
  if (sha256Hex(browserSecret ?? "") !== attempt.browserHash) throw ssoRefusal("other_browser");
}
