/** The cookie in which a browser remembers its theme; the server reads it, so that no page flashes. */
export const THEME_COOKIE = "portico-theme";

export type Theme = "light" | "dark";

/** The remembered theme; undefined follows the system. */
export function readTheme(value: string | undefined): Theme | undefined {
  return value === "light" || value === "dark" ? value : undefined;
}
