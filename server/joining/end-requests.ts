import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import type { Tx } from "#server/platform/db.ts";

/** Turns away whoever waits because of this domain, and tells them: their address proves nothing any more. */
export async function endRequests(
  tx: Tx,
  { orgId, domain, orgName }: { orgId: string; domain: string; orgName: string },
  now: Date,
): Promise<number> {
  const waiting = await tx.joinRequest.findMany({
    where: { orgId, domain, state: "pending" },
    select: { id: true, user: { select: { email: true, status: true } } },
  });
  for (const { id, user } of waiting) {
    const { count } = await tx.joinRequest.updateMany({
      where: { id, state: "pending" },
      data: { state: "refused", decidedAt: now },
    });
    if (count === 0 || user.status !== "active") continue;
    const data = { orgName, role: null, path: routes.organisation() };
    await queueMail(tx, { to: user.email, template: "join-decided", data, now });
  }
  return waiting.length;
}
