import { keepCookie } from "#components/ui/keep-cookie.ts";
import { routes } from "#lib/routes.ts";

/** Remembers which server of an API a reader calls; its path keeps one for each API. */
export const SERVER_COOKIE = "portico-server";

const MOST_CHARACTERS = 1_000;

/** Only in a browser. Too long a choice holds for this page. */
export function rememberServer(api: string, text: string): void {
  const value = encodeURIComponent(text);
  if (value.length > MOST_CHARACTERS) return;
  keepCookie(SERVER_COOKIE, value, routes.api(api));
}
