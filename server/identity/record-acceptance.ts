import type { RequestOrigin } from "#server/platform/client-address.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader, type Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { Refusal } from "#server/platform/refusal.ts";

/** The version of the terms that somebody accepts. */
interface AcceptedTerms {
  id: string;
  number: number;
  textHash: string;
}

/** Writes the evidence: which text, when and from where. Accepting the same version twice leaves the first as it was. */
export async function recordAcceptance(
  tx: Tx,
  { userId, terms, origin }: { userId: string; terms: AcceptedTerms; origin: RequestOrigin },
  now: Date,
): Promise<void> {
  const { address, userAgent } = origin;
  await tx.termsAcceptance.createMany({
    data: {
      id: newId("accept", now),
      userId,
      versionId: terms.id,
      textHash: terms.textHash,
      acceptedAt: now,
      address,
      userAgent,
    },
    skipDuplicates: true,
  });
  await tx.user.updateMany({
    where: { id: userId, acceptedTerms: { lt: terms.number } },
    data: { acceptedTerms: terms.number },
  });
}

/** The terms in force, when `accepted` is their number; null while there are none. Otherwise a refusal. */
export async function requireTermsAccepted(
  ctx: Ctx,
  accepted: number | undefined,
): Promise<AcceptedTerms | null> {
  const current = await reader(ctx).termsVersion.findFirst({
    where: { effectiveAt: { lte: ctx.now } },
    orderBy: { number: "desc" },
    select: { id: true, number: true, textHash: true },
  });
  if (!current || current.number === accepted) return current;
  const message = accepted
    ? "The terms of use have changed meanwhile. Read the new version and accept it."
    : "Read the terms of use and accept them to go on.";
  throw new Refusal("invalid_input", message, { terms: message });
}
