import type { Prisma } from "#prisma/generated/client.ts";
import { DAY_MS, MINUTE_MS } from "./clock.ts";
import type { Ctx } from "./context.ts";
import { db, isUniqueViolation, type Tx } from "./db.ts";
import { HttpProblem } from "./http-problem.ts";

/** How long an answer is kept, and after how long a request that never answered is taken for dead. */
const KEPT_MS = DAY_MS;
const STALE_MS = 5 * MINUTE_MS;

export interface Attempt {
  callerId: string;
  key: string;
  route: string;
  requestHash: string;
}

export interface StoredAnswer {
  status: number;
  body: Prisma.InputJsonValue;
}

/**
 * Runs a creating request once for each key: the work and its answer are stored in one transaction, so a retry gets
 * the first answer or, when the first failed, does the work. Two at once: the second is told to come back.
 */
export async function once<T>(
  ctx: Ctx,
  attempt: Attempt,
  work: (tx: Tx) => Promise<{ value: T; answer: StoredAnswer }>,
): Promise<{ value: T } | { replay: StoredAnswer }> {
  const earlier = await claim(ctx, attempt);
  if (earlier) return { replay: earlier };
  const where = {
    callerId_route_key: { callerId: attempt.callerId, route: attempt.route, key: attempt.key },
  };
  try {
    return await db().$transaction(async (tx) => {
      const { value, answer } = await work(tx);
      await tx.idempotencyRecord.update({ where, data: { status: answer.status, body: answer.body } });
      return { value };
    });
  } catch (error) {
    await db().idempotencyRecord.deleteMany({
      where: { callerId: attempt.callerId, route: attempt.route, key: attempt.key },
    });
    throw error;
  }
}

/** Takes the key for this request, or answers what an earlier one with it was answered. */
async function claim(ctx: Ctx, attempt: Attempt): Promise<StoredAnswer | null> {
  const { callerId, key, route, requestHash } = attempt;
  try {
    await db().idempotencyRecord.create({ data: { callerId, key, route, requestHash, createdAt: ctx.now } });
    return null;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
  }
  const known = await db().idempotencyRecord.findUnique({
    where: { callerId_route_key: { callerId, route, key } },
  });
  if (!known) return claim(ctx, attempt);
  const age = ctx.now.getTime() - known.createdAt.getTime();
  if (age > KEPT_MS || (known.status === null && age > STALE_MS)) {
    await db().idempotencyRecord.deleteMany({ where: { callerId, route, key, createdAt: known.createdAt } });
    return claim(ctx, attempt);
  }
  if (known.requestHash !== requestHash) {
    throw new HttpProblem(
      422,
      "idempotency_key_reused",
      "This Idempotency-Key came with another request. Use a new one.",
    );
  }
  if (known.status === null) {
    throw new HttpProblem(
      409,
      "conflict",
      "The first request with this Idempotency-Key still runs. Ask again in a moment.",
      {
        "retry-after": "1",
      },
    );
  }
  return { status: known.status, body: known.body ?? {} };
}

/** Forgets answers that are too old to be replayed. */
export async function pruneIdempotencyRecords(ctx: Pick<Ctx, "now" | "tx">): Promise<number> {
  const { count } = await (ctx.tx ?? db()).idempotencyRecord.deleteMany({
    where: { createdAt: { lt: new Date(ctx.now.getTime() - KEPT_MS) } },
  });
  return count;
}
