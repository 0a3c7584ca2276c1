import { encode } from "uqr";
import { type Ctx, requireRecentProof } from "#server/platform/context.ts";
import { seal } from "#server/platform/keyring.ts";
import { mutate } from "#server/platform/mutate.ts";
import { Refusal } from "#server/platform/refusal.ts";
import type { TotpOffer } from "./schema.ts";
import { portalName } from "./store.ts";
import { newTotpSecret, totpOf } from "./totp.ts";

/** Offers an authenticator app to be set up. It counts for nothing until confirmTotp; a newer offer replaces it. */
export async function startTotp(ctx: Ctx): Promise<TotpOffer> {
  const { userId, email } = requireRecentProof(ctx);
  const secret = newTotpSecret();
  const sealedSecret = seal(secret);
  return mutate(ctx, async (tx) => {
    const { count } = await tx.totpFactor.deleteMany({ where: { userId, confirmedAt: null } });
    const taken = await tx.totpFactor.count({ where: { userId } });
    if (taken > 0)
      throw new Refusal(
        "conflict",
        "You have an authenticator app already. Remove it before you set up another.",
      );
    await tx.totpFactor.create({ data: { userId, sealedSecret, createdAt: ctx.now } });
    const uri = totpOf(secret, await portalName(tx), email).toString();
    const grouped = secret.replace(/(.{4})(?=.)/g, "$1 ");
    return {
      value: { secret: grouped, uri, qr: drawQr(uri) },
      audit: {
        action: "factor.totp_offered",
        target: userId,
        targetName: email,
        detail: { replacesOffer: count > 0 },
      },
    };
  });
}

function drawQr(text: string): TotpOffer["qr"] {
  const { size, data } = encode(text, { ecc: "M", border: 4 });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
  return { size, path };
}
