import { routes } from "#lib/routes.ts";
import { dropFactorsSince } from "#server/factors/index.ts";
import { queueMail } from "#server/notify/index.ts";
import { DAY_MS } from "#server/platform/clock.ts";
import type { Ctx } from "#server/platform/context.ts";
import { isUniqueViolation, reader } from "#server/platform/db.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { endInvitations } from "./end-invitations.ts";
import { endWaysIn } from "./end-ways-in.ts";
import { dropUnconfirmed } from "./kept-address.ts";
import { noteMovedAddress } from "./note-moved-address.ts";
import { EmailChangeInput, type EmailChangeOffer, UNDO_REACH_DAYS } from "./schema.ts";

const DEAD =
  "This link was used already or has expired. If your account is not yours any more, ask the administrator.";

/** What a link mailed to the old address would undo; null when nothing any more. Looking spends nothing. */
export async function peekEmailUndo(ctx: Ctx, token: string): Promise<EmailChangeOffer | null> {
  const change = await findUndoable(ctx, token);
  if (!change) return null;
  const { oldEmail, newEmail, confirmedAt } = change;
  return { oldEmail, newEmail, isConfirmed: confirmedAt !== null, isMine: true };
}

/**
 * Stops a change of address, or takes it back within a week, by the link that the old address got. Whoever asked for the
 * change was signed in and had proved themselves, perhaps for long: every session ends, the password is gone, and so is
 * each factor, connection, token and invitation made since or in the weeks before. Whoever signed up with the address
 * meanwhile gives way.
 */
export async function undoEmailChange(ctx: Ctx, raw: unknown): Promise<{ email: string }> {
  const { token } = read(EmailChangeInput, raw);
  const change = await findUndoable(ctx, token);
  if (!change) throw new Refusal("not_found", DEAD);
  const { id, userId, oldEmail, newEmail, createdAt } = change;
  const undone = mutate(ctx, async (tx) => {
    const { count } = await tx.emailChange.updateMany({
      where: { id, undoneAt: null },
      data: { undoneAt: ctx.now },
    });
    if (count === 0) throw new Refusal("not_found", DEAD);
    // Later changes were made by whoever made this one; the address of this link is the one that was told first.
    await tx.emailChange.updateMany({
      where: { userId, undoneAt: null, createdAt: { gt: createdAt } },
      data: { undoneAt: ctx.now },
    });
    await dropUnconfirmed(tx, oldEmail);
    await tx.user.update({
      where: { id: userId },
      data: { email: oldEmail, passwordHash: null, isPasswordShort: false },
    });
    const since = new Date(createdAt.getTime() - UNDO_REACH_DAYS * DAY_MS);
    const ended = await endWaysIn(tx, userId, ctx.now, { since });
    const factors = await dropFactorsSince(tx, userId, since);
    const invitations = await endInvitations(tx, { userId, since }, ctx.now);
    const { accessTokens, connections } = ended;
    const { hadTotp, passkeys } = factors;
    const taken = { apps: Number(hadTotp), passkeys, accessTokens, connections, invitations };
    const data = { days: UNDO_REACH_DAYS, ...taken, path: routes.forgotPassword() };
    await queueMail(tx, { to: oldEmail, template: "email-change-undone", data, now: ctx.now });
    const wasConfirmed = change.confirmedAt !== null;
    const noted = wasConfirmed
      ? await noteMovedAddress(tx, { userId, from: newEmail, to: oldEmail }, ctx.now)
      : [];
    const draft = { action: "user.email_change_undone", target: userId, targetName: oldEmail };
    return {
      value: { email: oldEmail },
      audit: [
        { ...draft, detail: { change: id, newEmail, wasConfirmed, ...ended, ...factors, invitations } },
        ...noted,
      ],
    };
  });
  return undone.catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    throw new Refusal(
      "conflict",
      "Another account has this address by now. Ask the administrator of the portal.",
    );
  });
}

function findUndoable(ctx: Ctx, token: string) {
  return reader(ctx).emailChange.findFirst({
    where: { undoHashes: { has: sha256Hex(token) }, undoneAt: null, undoExpiresAt: { gt: ctx.now } },
    select: { id: true, userId: true, oldEmail: true, newEmail: true, createdAt: true, confirmedAt: true },
  });
}
