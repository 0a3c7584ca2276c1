import { askForPasskey, type PasskeyRequest, spendPasskey } from "#server/factors/index.ts";
import type { RequestOrigin } from "#server/platform/client-address.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { type OpenedSession, PasskeySignInInput } from "./schema.ts";
import { openSession } from "./store.ts";

/** What the browser needs to ask for a passkey of whoever sits there. */
export function askSignInPasskey(ctx: Ctx): Promise<PasskeyRequest> {
  return askForPasskey(reader(ctx), "sign_in", null, ctx.now);
}

/** Opens a session for the holder of a passkey; it is both factors, being held and unlocked. */
export async function signInWithPasskey(
  ctx: Ctx,
  raw: unknown,
  origin: RequestOrigin,
): Promise<{ kind: "session"; session: OpenedSession }> {
  const { response } = read(PasskeySignInInput, raw);
  const spent = await spendPasskey(reader(ctx), { response, purpose: "sign_in", userId: null }, ctx.now);
  const user = spent
    ? await reader(ctx).user.findFirst({
        where: { id: spent.userId, status: "active", emailVerifiedAt: { not: null } },
        select: { id: true, email: true },
      })
    : null;
  if (!user) {
    throw new Refusal(
      "invalid_input",
      "This passkey opens no account here, or it took too long. Try again, or sign in with your password.",
    );
  }
  return mutate(ctx, async (tx) => ({
    value: {
      kind: "session",
      session: await openSession(tx, user.id, origin, ctx.now, ["passkey"]),
    },
    audit: {
      action: "user.signed_in",
      target: user.id,
      targetName: user.email,
      by: { userId: user.id, email: user.email },
      detail: { address: origin.address, methods: ["passkey"] },
    },
  }));
}
