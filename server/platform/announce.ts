import type { Tx } from "./db.ts";

/** The channel on which edges hear that something a verdict depends on has changed. */
export const CREDENTIALS_CHANNEL = "portico_credentials";

/** What changed: a key by its kid, everything else by its id. */
export type Announcement = `${"key" | "client" | "app" | "org" | "api" | "plan"}:${string}`;

/**
 * Tells every edge, once this transaction commits, to forget what it remembers of the record. Call it wherever a
 * write can change who may call what: credentials, apps, subscriptions, plans, versions, organisations.
 */
export async function announce(tx: Tx, payload: Announcement): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${CREDENTIALS_CHANNEL}, ${payload})`;
}
