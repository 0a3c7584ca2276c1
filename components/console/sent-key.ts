import { type KeyEnvironment, keyEnvironmentIn } from "#lib/key-environment.ts";
import type { CallRequest } from "./build-request.ts";

/** Where the portal's key in a call works, wherever in its address or headers it stands; null when there is none. */
export function sentKeyEnvironment({ url, headers }: Pick<CallRequest, "url" | "headers">) {
  const texts = [url, ...headers.flatMap(([, value]) => [value, fromBasic(value)])];
  return texts.reduce<KeyEnvironment | null>((found, text) => found ?? keyEnvironmentIn(text), null);
}

function fromBasic(value: string): string {
  const encoded = /^Basic +([A-Za-z0-9+/]+=*)$/i.exec(value)?.[1];
  try {
    return encoded ? atob(encoded) : "";
  } catch {
    return "";
  }
}
