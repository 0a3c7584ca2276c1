import { verifyAuthenticationResponse } from "@simplewebauthn/server";
import type { z } from "zod";
import type { Tx } from "#server/platform/db.ts";
import { type ChallengePurpose, spendChallenge } from "./challenge.ts";
import { relyingParty } from "./relying-party.ts";
import type { PasskeyResponse } from "./schema.ts";

interface PasskeyAnswer {
  response: z.output<typeof PasskeyResponse>;
  purpose: Exclude<ChallengePurpose, "register">;
  /** Whose passkey it must be; null when the passkey is to say who it is. */
  userId: string | null;
}

/**
 * Whose passkey has answered our challenge, verified by PIN or biometrics; null for anything else. The challenge is
 * spent whatever comes of it, so call this outside a transaction that a refusal undoes. A counter that does not grow,
 * where an authenticator counts at all, is a copy's and refused.
 */
export async function spendPasskey(
  tx: Tx,
  { response, purpose, userId }: PasskeyAnswer,
  now: Date,
): Promise<{ userId: string; passkeyId: string } | null> {
  const passkey = await tx.passkey.findUnique({ where: { credentialId: response.id } });
  if (!passkey || (userId !== null && passkey.userId !== userId)) return null;
  const { userHandle } = response.response;
  if (userHandle && Buffer.from(userHandle, "base64url").toString("utf8") !== passkey.userId) return null;
  const { rpID, origin } = relyingParty();
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: (challenge) => spendChallenge(tx, challenge, purpose, userId, now),
    expectedOrigin: origin,
    expectedRPID: rpID,
    credential: {
      id: passkey.credentialId,
      publicKey: new Uint8Array(passkey.publicKey),
      counter: Number(passkey.counter),
      transports: passkey.transports,
    },
    requireUserVerification: true,
  }).catch(() => null); // the library throws for each thing that does not fit
  if (!verified?.verified) return null;
  const counter = verified.authenticationInfo.newCounter;
  const { count } = await tx.passkey.updateMany({
    where: { id: passkey.id, ...(counter > 0 ? { counter: { lt: counter } } : { counter: 0 }) },
    data: { counter, lastUsedAt: now },
  });
  return count === 1 ? { userId: passkey.userId, passkeyId: passkey.id } : null;
}
