import { MINUTE_MS } from "#server/platform/clock.ts";
import { db } from "#server/platform/db.ts";
import { touchClients } from "./touch-clients.ts";

/** Getting a token is a use, too; noted at most once a minute, because a busy client asks often. */
export async function noteTokenIssued(clientId: string, now: Date): Promise<void> {
  const minute = new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS);
  await touchClients(db(), new Map([[clientId, minute]]));
}
