import type { Credentials } from "./credentials.ts";

interface Place {
  api: string;
  version: string;
}

function keyOf({ api, version }: Place): string {
  return `portico.console.credentials.${api}/${version}`;
}

/** What the person asked to keep until this tab closes; null when they did not. */
export function keptSecrets(place: Place, storage: Storage): Credentials["secrets"] | null {
  try {
    const value: unknown = JSON.parse(storage.getItem(keyOf(place)) ?? "null");
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

export function keepSecrets(place: Place, secrets: Credentials["secrets"] | null, storage: Storage): void {
  if (secrets) storage.setItem(keyOf(place), JSON.stringify(secrets));
  else storage.removeItem(keyOf(place));
}
