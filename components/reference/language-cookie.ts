import { DEFAULT_CLIENT, isSampleClient, type SampleClient } from "#lib/sample-clients.ts";

/** Remembers in which language a reader wants samples. */
export const LANGUAGE_COOKIE = "portico-language";

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** The client chosen before, or null. */
export function rememberedClient(value: string | undefined): SampleClient | null {
  return isSampleClient(value) ? value : null;
}

export function readClient(value: string | undefined): SampleClient {
  return rememberedClient(value) ?? DEFAULT_CLIENT;
}

/** Only in a browser. */
export function rememberClient(client: SampleClient): void {
  const secure = location.protocol === "https:" ? "; secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not in every browser we serve
  document.cookie = `${LANGUAGE_COOKIE}=${client}; path=/; max-age=${YEAR_SECONDS}; samesite=lax${secure}`;
}
