const NOWHERE = "http://portico.invalid";

/**
 * `next` when it is a plain path of this portal, otherwise `fallback`: never another origin, never the sign-in
 * machinery itself. Every redirect to an address that came from outside goes through here.
 */
export function safeNext(next: unknown, fallback = "/"): string {
  if (typeof next !== "string" || next.length > 1_000 || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(next))
    return fallback;
  const url = URL.canParse(next, NOWHERE) ? new URL(next, NOWHERE) : undefined;
  if (!url || url.origin !== NOWHERE || url.pathname.startsWith("//")) return fallback;
  if (/^\/(api\/|sign-in|sign-up|verify-email|reset-password|setup)/.test(url.pathname)) return fallback;
  return url.pathname + url.search + url.hash;
}
