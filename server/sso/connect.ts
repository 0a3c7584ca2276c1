import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import type { AuditDraft } from "#server/platform/mutate.ts";
import type { ExternalAssertion } from "./assertion.ts";
import type { Provider } from "./find-provider.ts";
import { ssoRefusal } from "./problem.ts";

interface Connecting {
  userId: string;
  provider: Provider;
  assertion: ExternalAssertion;
}

/** Connects an identity to an account and tells its person. One that is another's stays theirs. */
export async function connect(
  tx: Tx,
  { userId, provider, assertion: { subject, email } }: Connecting,
  now: Date,
): Promise<AuditDraft> {
  const id = newId("ext", now);
  const row = { id, providerId: provider.id, subject, userId, email, linkedAt: now, lastUsedAt: now };
  const { count } = await tx.externalIdentity.createMany({ data: [row], skipDuplicates: true });
  if (count === 0) throw ssoRefusal("connected_elsewhere", "conflict");
  const user = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  const data = { provider: provider.name, path: routes.connections() };
  await queueMail(tx, { to: user.email, template: "connection-added", data, now });
  const detail = { provider: provider.slug, userId };
  return { action: "connection.added", target: id, targetName: user.email, orgId: null, detail };
}
