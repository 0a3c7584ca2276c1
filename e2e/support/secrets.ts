import { appendFileSync } from "node:fs";

/** Where a run notes the secrets it made; scripts/e2e.ts looks for them afterwards in the database and the logs. */
export const SECRETS_FILE = ".portico/e2e-secrets.jsonl";

/** A mailed link may lie in the mailbox of a demonstration; nothing else may lie anywhere. */
export type SecretKind = "password" | "credential" | "mailed link" | "session cookie";

/** Notes a secret, to be found nowhere after the run. */
export function keepSecret(kind: SecretKind, value: string): void {
  if (value.length < 12) throw new Error("Too short to be looked for.");
  appendFileSync(SECRETS_FILE, `${JSON.stringify({ kind, value })}\n`);
}
