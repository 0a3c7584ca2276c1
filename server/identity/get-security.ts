import { listFactors } from "#server/factors/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { hasConnection } from "./has-connection.ts";
import { requireMember } from "./policy.ts";
import type { SecuritySummary } from "./schema.ts";

/** How the person signed in gets into their account. */
export async function getSecurity(ctx: Ctx): Promise<SecuritySummary> {
  const { userId, email } = requireMember(ctx);
  const tx = reader(ctx);
  const user = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: { passwordHash: true, isPasswordShort: true },
  });
  const change = await tx.emailChange.findFirst({
    where: { userId, confirmedAt: null, undoneAt: null, expiresAt: { gt: ctx.now } },
    orderBy: { createdAt: "desc" },
    select: { newEmail: true },
  });
  return {
    ...(await listFactors(tx, userId)),
    hasPassword: user.passwordHash !== null,
    hasConnection: await hasConnection(tx, userId),
    isPasswordShort: user.isPasswordShort,
    email,
    nextEmail: change?.newEmail ?? null,
  };
}
