import { env } from "#server/platform/env.ts";

/** Who passkeys are made for: this portal's own host, as WebAuthn understands it. */
export function relyingParty(): { rpID: string; origin: string } {
  const { hostname, origin } = new URL(env().PUBLIC_URL);
  return { rpID: hostname, origin };
}
