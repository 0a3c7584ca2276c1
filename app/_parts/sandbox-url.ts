import { env } from "#server/platform/env.ts";

/** Where samples call. */
export function sandboxUrl(api: string, version: string): string {
  return `${env().PUBLIC_URL}/sandbox/${encodeURIComponent(api)}/${encodeURIComponent(version)}`;
}
