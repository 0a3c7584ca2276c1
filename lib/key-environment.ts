/** How the portal's keys begin; the prefix says of a key in clear where it works. */
export const KEY_PREFIX = { sandbox: "portico_sk_test_", live: "portico_sk_live_" } as const;

/** How the sandbox's short-lived keys begin. */
export const TRIAL_KEY_PREFIX = "portico_tk_test_";

export type KeyEnvironment = keyof typeof KEY_PREFIX;

const FOUND = new RegExp(`(?:${KEY_PREFIX.sandbox}|(${KEY_PREFIX.live})|${TRIAL_KEY_PREFIX})[0-9A-Za-z]`);

/** Where the first key of the portal in a text works; null when there is none. Proves nothing about its right. */
export function keyEnvironmentIn(text: string): KeyEnvironment | null {
  const found = FOUND.exec(text);
  if (!found) return null;
  return found[1] ? "live" : "sandbox";
}
