import { hasSecondFactor } from "#server/factors/index.ts";
import type { RequestOrigin } from "#server/platform/client-address.ts";
import { MINUTE_MS } from "#server/platform/clock.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId, randomBase62 } from "#server/platform/ids.ts";
import { keepNext } from "#server/platform/kept-next.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import type { AuditDraft } from "#server/platform/mutate.ts";
import type { Admission, ProofMethod } from "./schema.ts";
import { openSession } from "./store.ts";

const SECOND_STEP_MS = 10 * MINUTE_MS;

interface AdmittedPerson {
  userId: string;
  email: string;
  /** What they have proved so far. */
  methods: ProofMethod[];
  /** When they proved themselves to a provider, if it says so and it was on this occasion. */
  provedAt?: Date | null;
  /** Where they were going. */
  next?: string | undefined;
}

/**
 * The one way from a first proof (password, mailed link, single sign-on) into the portal: a session, or for people with
 * a second factor a pending sign-in that only the browser with its secret can finish, or nothing yet for people whom an
 * administrator has still to let in. For use inside `mutate`.
 */
export async function admitPerson(
  tx: Tx,
  { userId, email, methods, provedAt, next }: AdmittedPerson,
  origin: RequestOrigin,
  now: Date,
): Promise<{ value: Admission; audit: AuditDraft }> {
  const detail = { address: origin.address, methods };
  const { status } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { status: true } });
  if (status !== "active") {
    return {
      value: { kind: "waiting" },
      audit: { action: "user.kept_waiting", target: userId, targetName: email, detail },
    };
  }
  if (!(await hasSecondFactor(tx, userId))) {
    const session = await openSession(tx, userId, origin, now, methods, provedAt);
    return {
      value: { kind: "session", session },
      audit: {
        action: "user.signed_in",
        target: userId,
        targetName: email,
        by: { userId, email },
        detail,
      },
    };
  }
  const secret = randomBase62(40);
  const expiresAt = new Date(now.getTime() + SECOND_STEP_MS);
  await tx.pendingSignIn.create({
    data: {
      id: newId("psi", now),
      userId,
      secretHash: sha256Hex(secret),
      methods,
      next: keepNext(next),
      createdAt: now,
      expiresAt,
    },
  });
  return {
    value: { kind: "second_step", pending: { secret, expiresAt } },
    audit: { action: "user.second_step_asked", target: userId, targetName: email, detail },
  };
}
