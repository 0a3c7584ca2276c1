const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Remembers a choice of this browser for a year, or forgets it; below `path` alone. Its value is encoded already. */
export function keepCookie(name: string, value: string | undefined, path = "/"): void {
  const secure = location.protocol === "https:" ? "; secure" : "";
  const seconds = value === undefined ? 0 : YEAR_SECONDS;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not in every browser we serve
  document.cookie = `${name}=${value ?? ""}; path=${path}; max-age=${seconds}; samesite=lax${secure}`;
}
