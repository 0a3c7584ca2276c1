import { verifyRegistrationResponse } from "@simplewebauthn/server";
import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import { type Ctx, requireRecentProof } from "#server/platform/context.ts";
import { isUniqueViolation, reader } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { spendChallenge } from "./challenge.ts";
import { ensureRecoveryCodes } from "./recovery-codes.ts";
import { relyingParty } from "./relying-party.ts";
import { AddPasskeyInput, type PasskeySummary, type ShownCodes } from "./schema.ts";

const MOST_PASSKEYS = 20;

/** Keeps a passkey that the person's authenticator has just made for this portal; the first brings recovery codes. */
export async function addPasskey(ctx: Ctx, raw: unknown): Promise<ShownCodes & { passkey: PasskeySummary }> {
  const { userId, email } = requireRecentProof(ctx);
  const { name, response } = read(AddPasskeyInput, raw);
  const { rpID, origin } = relyingParty();
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: (challenge) => spendChallenge(reader(ctx), challenge, "register", userId, ctx.now),
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
  }).catch(() => null); // the library throws for each thing that does not fit
  if (!verified?.verified) {
    throw new Refusal("invalid_input", "This passkey could not be checked, or it took too long. Try again.");
  }
  const { credential, credentialDeviceType } = verified.registrationInfo;

  const added = mutate(ctx, async (tx) => {
    if ((await tx.passkey.count({ where: { userId } })) >= MOST_PASSKEYS)
      throw new Refusal("limit_reached", `You have ${MOST_PASSKEYS} passkeys. Remove one you no longer use.`);
    const { id, isSynced, createdAt, lastUsedAt } = await tx.passkey.create({
      data: {
        id: newId("pky", ctx.now),
        userId,
        name,
        credentialId: credential.id,
        publicKey: credential.publicKey,
        counter: credential.counter,
        transports: credential.transports ?? [],
        isSynced: credentialDeviceType === "multiDevice",
        createdAt: ctx.now,
      },
    });
    const recoveryCodes = await ensureRecoveryCodes(tx, userId, ctx.now);
    const data = { what: `The passkey “${name}”`, path: routes.security() };
    await queueMail(tx, { to: email, template: "factor-added", data, now: ctx.now });
    return {
      value: { passkey: { id, name, isSynced, createdAt, lastUsedAt }, recoveryCodes },
      audit: { action: "factor.passkey_added", target: id, targetName: name, detail: { userId } },
    };
  });
  return added.catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    throw new Refusal("conflict", "This passkey is in use already.");
  });
}
