import { generateAuthenticationOptions } from "@simplewebauthn/server";
import type { Tx } from "#server/platform/db.ts";
import { type ChallengePurpose, newChallenge } from "./challenge.ts";
import { relyingParty } from "./relying-party.ts";

export type PasskeyRequest = Awaited<ReturnType<typeof generateAuthenticationOptions>>;

/** What the browser needs to ask for a passkey: one of this person's, or any when nobody is known yet. */
export async function askForPasskey(
  tx: Tx,
  purpose: Exclude<ChallengePurpose, "register">,
  userId: string | null,
  now: Date,
): Promise<PasskeyRequest> {
  const known = userId
    ? await tx.passkey.findMany({ where: { userId }, select: { credentialId: true, transports: true } })
    : [];
  return generateAuthenticationOptions({
    rpID: relyingParty().rpID,
    challenge: newChallenge(purpose, userId, now),
    userVerification: "required",
    allowCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
  });
}
