import { routes } from "#lib/routes.ts";

/** Remembers which server of an API a reader calls; its path keeps one for each API. */
export const SERVER_COOKIE = "portico-server";

const YEAR_SECONDS = 365 * 24 * 60 * 60;
const MOST_CHARACTERS = 1_000;

/** Only in a browser. Too long a choice holds for this page. */
export function rememberServer(api: string, text: string): void {
  const value = encodeURIComponent(text);
  if (value.length > MOST_CHARACTERS) return;
  const secure = location.protocol === "https:" ? "; secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not in every browser we serve
  document.cookie = `${SERVER_COOKIE}=${value}; path=${routes.api(api)}; max-age=${YEAR_SECONDS}; samesite=lax${secure}`;
}
