import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import { DAY_MS } from "#server/platform/clock.ts";
import { type Ctx, requireRecentProof } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { newId, randomBase62 } from "#server/platform/ids.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { takeAttempt } from "./attempts.ts";
import { isAddressTaken } from "./kept-address.ts";
import { RequestEmailChangeInput } from "./schema.ts";

/** How long the old address can undo the change. */
export const UNDO_MS = 7 * DAY_MS;

/**
 * Mails a link to the new address that makes it the person's, and tells the old one. An address that has an account, or
 * had one that can still take it back, is answered, and recorded, alike; its owner alone learns of it.
 */
export async function requestEmailChange(ctx: Ctx, raw: unknown): Promise<{ email: string }> {
  const { userId, email: oldEmail } = requireRecentProof(ctx);
  const { email: newEmail } = read(RequestEmailChangeInput, raw);
  if (newEmail === oldEmail) {
    const message = "This is your address already.";
    throw new Refusal("invalid_input", message, { email: message });
  }
  await takeAttempt(reader(ctx), { key: `email-change:${userId}`, free: 5 }, ctx.now);
  const token = randomBase62(40);
  const undo = randomBase62(40);
  return mutate(ctx, async (tx) => {
    const taken = await isAddressTaken(tx, newEmail, ctx.now, userId);
    await tx.emailChange.deleteMany({ where: { userId, confirmedAt: null } });
    const id = newId("emc", ctx.now);
    await tx.emailChange.create({
      data: {
        id,
        userId,
        oldEmail,
        newEmail,
        tokenHash: sha256Hex(token),
        undoHashes: [sha256Hex(undo)],
        createdAt: ctx.now,
        expiresAt: new Date(ctx.now.getTime() + DAY_MS),
        undoExpiresAt: new Date(ctx.now.getTime() + UNDO_MS),
      },
    });
    if (taken) {
      const data = { signInPath: routes.signIn() };
      await queueMail(tx, { to: newEmail, template: "email-taken", data, now: ctx.now });
    } else {
      const data = { path: routes.confirmEmailChange(token) };
      await queueMail(tx, { to: newEmail, template: "confirm-new-email", data, now: ctx.now });
    }
    const data = { newEmail, path: routes.undoEmailChange(undo) };
    await queueMail(tx, { to: oldEmail, template: "email-change-asked", data, now: ctx.now });
    return {
      value: { email: newEmail },
      audit: {
        action: "user.email_change_asked",
        target: userId,
        targetName: oldEmail,
        detail: { change: id, newEmail },
      },
    };
  });
}
