import { TOTP } from "otpauth";
import type { Ctx } from "#server/platform/context.ts";
import { addPasskey } from "../add-passkey.ts";
import { confirmTotp } from "../confirm-totp.ts";
import { offerPasskey } from "../offer-passkey.ts";
import { startTotp } from "../start-totp.ts";
import { makeAuthenticator } from "./authenticator.ts";

/** The code that an app shows at that moment. */
export function codeAt(secret: string, now: Date): string {
  return new TOTP({ secret: secret.replace(/ /g, "") }).generate({ timestamp: now.getTime() });
}

/** Sets an authenticator app up; `secret` makes its codes. */
export async function enrolTotp(ctx: Ctx): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { secret } = await startTotp(ctx);
  const { recoveryCodes } = await confirmTotp(ctx, { code: codeAt(secret, ctx.now) });
  return { secret, recoveryCodes };
}

/** Adds a passkey of a new authenticator in software. */
export async function enrolPasskey(ctx: Ctx, name = "Test key") {
  const authenticator = makeAuthenticator();
  const { challenge } = await offerPasskey(ctx);
  const added = await addPasskey(ctx, { name, response: authenticator.create({ challenge }) });
  return { authenticator, ...added };
}
