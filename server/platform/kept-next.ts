import { safeNext } from "#lib/safe-next.ts";
import { seal, unseal } from "./keyring.ts";

/** Where a person was going, for a row: sealed, since the address may carry the secret of an invitation's link. */
export function keepNext(next: string | null | undefined): string | null {
  const path = safeNext(next, "");
  return path ? Buffer.from(seal(path)).toString("base64url") : null;
}

/** The path that `keepNext` put away; null for nothing, and for what another secret sealed. */
export function keptNext(kept: string | null): string | null {
  if (!kept) return null;
  try {
    return unseal(Buffer.from(kept, "base64url"));
  } catch {
    return null;
  }
}
