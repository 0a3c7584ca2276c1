import { keepCookie } from "#components/ui/keep-cookie.ts";
import { DEFAULT_CLIENT, isSampleClient, type SampleClient } from "#lib/sample-clients.ts";

/** Remembers in which language a reader wants samples. */
export const LANGUAGE_COOKIE = "portico-language";

/** The client chosen before, or null. */
export function rememberedClient(value: string | undefined): SampleClient | null {
  return isSampleClient(value) ? value : null;
}

export function readClient(value: string | undefined): SampleClient {
  return rememberedClient(value) ?? DEFAULT_CLIENT;
}

/** Only in a browser. */
export function rememberClient(client: SampleClient): void {
  keepCookie(LANGUAGE_COOKIE, client);
}
