import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import { DAY_MS } from "#server/platform/clock.ts";
import type { Tx } from "#server/platform/db.ts";
import { createEmailToken } from "./store.ts";

interface Verification {
  userId: string;
  email: string;
  /** Of the browser that signed up; without it the link asks for the password wherever it is opened. */
  browserHash?: string;
  next?: string | null | undefined;
}

/** Mails a link that confirms the address, for 24 hours; opened in the same browser it also signs in. */
export async function mailVerification(tx: Tx, { email, ...link }: Verification, now: Date): Promise<void> {
  const secret = await createEmailToken(tx, { ...link, purpose: "verify_email", lifetimeMs: DAY_MS }, now);
  await queueMail(tx, {
    to: email,
    template: "verify-email",
    data: { path: routes.verifyEmail(secret) },
    now,
  });
}
