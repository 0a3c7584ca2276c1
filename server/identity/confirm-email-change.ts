import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import { isUniqueViolation, reader } from "#server/platform/db.ts";
import { randomBase62 } from "#server/platform/ids.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { dropUnconfirmed, isAddressTaken } from "./kept-address.ts";
import { noteMovedAddress } from "./note-moved-address.ts";
import { requireMember } from "./policy.ts";
import { UNDO_MS } from "./request-email-change.ts";
import { EmailChangeInput, type EmailChangeOffer } from "./schema.ts";

const DEAD = "This link was used already, has expired, or was replaced by a newer one.";
const TAKEN = "This address has an account of its own by now. Choose another one.";

/** What a link mailed to the new address would do; null when nothing any more. Looking spends nothing. */
export async function peekEmailChange(ctx: Ctx, token: string): Promise<EmailChangeOffer | null> {
  const change = await findLive(ctx, token);
  if (!change) return null;
  const { oldEmail, newEmail, userId } = change;
  const isMine = ctx.caller.kind === "member" && ctx.caller.userId === userId;
  return { oldEmail, newEmail, isConfirmed: false, isMine };
}

/**
 * Makes the new address the person's. Only they may, signed in: a link that went to a mistyped address must not hand the
 * account to whoever reads mail there. Whoever signed up with it and never confirmed it gives way. Their other sessions
 * stay; the old address learns how to undo it.
 */
export async function confirmEmailChange(ctx: Ctx, raw: unknown): Promise<{ email: string }> {
  const { userId } = requireMember(ctx);
  const { token } = read(EmailChangeInput, raw);
  const change = await findLive(ctx, token);
  if (!change) throw new Refusal("not_found", DEAD);
  if (change.userId !== userId)
    throw new Refusal("not_allowed", "This link is for another account. Sign in with that one.");
  const { id, oldEmail, newEmail } = change;
  const undo = randomBase62(40);
  const confirmed = mutate(ctx, async (tx) => {
    const { count } = await tx.emailChange.updateMany({
      where: { id, confirmedAt: null, undoneAt: null },
      data: {
        confirmedAt: ctx.now,
        undoHashes: { push: sha256Hex(undo) },
        undoExpiresAt: new Date(ctx.now.getTime() + UNDO_MS),
      },
    });
    if (count === 0) throw new Refusal("not_found", DEAD);
    if (await isAddressTaken(tx, newEmail, ctx.now, userId)) throw new Refusal("conflict", TAKEN);
    await dropUnconfirmed(tx, newEmail);
    const moved = await tx.user.updateMany({
      where: { id: userId, email: oldEmail },
      data: { email: newEmail, emailVerifiedAt: ctx.now },
    });
    if (moved.count === 0) throw new Refusal("not_found", DEAD);
    await tx.emailToken.deleteMany({ where: { userId, usedAt: null } });
    const data = { newEmail, path: routes.undoEmailChange(undo) };
    await queueMail(tx, { to: oldEmail, template: "email-changed", data, now: ctx.now });
    const noted = await noteMovedAddress(tx, { userId, from: oldEmail, to: newEmail }, ctx.now);
    const draft = { action: "user.email_changed", target: userId, targetName: newEmail };
    return {
      value: { email: newEmail },
      audit: [{ ...draft, detail: { from: oldEmail, to: newEmail } }, ...noted],
    };
  });
  return confirmed.catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    throw new Refusal("conflict", TAKEN);
  });
}

function findLive(ctx: Ctx, token: string) {
  return reader(ctx).emailChange.findFirst({
    where: {
      tokenHash: sha256Hex(token),
      confirmedAt: null,
      undoneAt: null,
      expiresAt: { gt: ctx.now },
      user: { status: "active" },
    },
    select: { id: true, userId: true, oldEmail: true, newEmail: true },
  });
}
