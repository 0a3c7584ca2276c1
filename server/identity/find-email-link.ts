import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { keptNext } from "#server/platform/kept-next.ts";
import { sha256Hex } from "#server/platform/keyring.ts";

/** The mailed link behind a token, while it can still be used. Looking spends nothing. */
export async function findEmailLink(ctx: Ctx, purpose: "verify_email" | "reset_password", token: string) {
  const link = await reader(ctx).emailToken.findFirst({
    where: {
      tokenHash: sha256Hex(token),
      purpose,
      usedAt: null,
      expiresAt: { gt: ctx.now },
      // Who waits to be let in may confirm an address meanwhile, and nothing else.
      user: { status: purpose === "verify_email" ? { in: ["active", "pending"] } : "active" },
    },
    select: {
      id: true,
      userId: true,
      browserHash: true,
      next: true,
      user: { select: { email: true, name: true, passwordHash: true, emailVerifiedAt: true, status: true } },
    },
  });
  return link && { ...link, next: keptNext(link.next) };
}
