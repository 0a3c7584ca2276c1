import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import type { Tx } from "#server/platform/db.ts";
import { ownersOf } from "./access-token-rows.ts";

interface OwnersNews {
  orgName: string;
  /** What happened, as a sentence. */
  what: string;
  path?: string;
}

/** Tells an organisation's owners what was done to it, or in it, without them. */
export async function mailOwners(
  tx: Tx,
  orgId: string,
  { orgName, what, path = routes.organisation() }: OwnersNews,
  now: Date,
): Promise<void> {
  for (const to of await ownersOf(tx, orgId))
    await queueMail(tx, { to, template: "organisation-changed", data: { orgName, what, path }, now });
}
