import { recordAcceptance } from "#server/identity/index.ts";
import type { RequestOrigin } from "#server/platform/client-address.ts";
import { type Ctx, requirePerson } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { AcceptTermsInput } from "./schema.ts";

/** Records that the person has accepted the terms in force, with what proves it. Only in person, never by a token. */
export async function acceptTerms(ctx: Ctx, raw: unknown, origin: RequestOrigin): Promise<void> {
  const caller = requirePerson(ctx);
  if (caller.kind !== "member")
    throw new Refusal("not_allowed", "An access token cannot accept terms. Do it in the portal.");
  const { terms: number } = read(AcceptTermsInput, raw);
  await mutate(ctx, async (tx) => {
    const terms = await tx.termsVersion.findFirst({
      where: { effectiveAt: { lte: ctx.now } },
      orderBy: { number: "desc" },
      select: { id: true, number: true, textHash: true },
    });
    if (terms?.number !== number) {
      throw new Refusal(
        "conflict",
        "The terms have changed meanwhile. Read the version that is in force now.",
      );
    }
    const where = { userId_versionId: { userId: caller.userId, versionId: terms.id } };
    if (await tx.termsAcceptance.findUnique({ where, select: { id: true } }))
      return { value: undefined, audit: [] };
    await recordAcceptance(tx, { userId: caller.userId, terms, origin }, ctx.now);
    return {
      value: undefined,
      audit: {
        action: "terms.accepted",
        target: terms.id,
        targetName: `Version ${number}`,
        orgId: null,
        detail: { number, textHash: terms.textHash },
      },
    };
  });
}
