import { generateRegistrationOptions } from "@simplewebauthn/server";
import { type Ctx, requireRecentProof } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { newChallenge } from "./challenge.ts";
import { relyingParty } from "./relying-party.ts";
import { portalName } from "./store.ts";

/** EdDSA, ES256 and RS256, as COSE numbers them. */
const ALGORITHMS = [-8, -7, -257];

type PasskeyOffer = Awaited<ReturnType<typeof generateRegistrationOptions>>;

/** What the browser needs to make a passkey: discoverable, and verified by PIN or biometrics, so that it stands alone. */
export async function offerPasskey(ctx: Ctx): Promise<PasskeyOffer> {
  const { userId, email, name } = requireRecentProof(ctx);
  const known = await reader(ctx).passkey.findMany({
    where: { userId },
    select: { credentialId: true, transports: true },
  });
  return generateRegistrationOptions({
    rpName: await portalName(reader(ctx)),
    rpID: relyingParty().rpID,
    userName: email,
    userDisplayName: name,
    userID: new TextEncoder().encode(userId),
    challenge: newChallenge("register", userId, ctx.now),
    attestationType: "none",
    supportedAlgorithmIDs: ALGORITHMS,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    excludeCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
  });
}
