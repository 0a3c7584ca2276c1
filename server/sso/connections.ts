import { routes } from "#lib/routes.ts";
import { hasConnection, lockFor } from "#server/identity/index.ts";
import { queueMail } from "#server/notify/index.ts";
import { actorIdOf, type Ctx, requirePerson, requireRecentProof } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { applyClaims } from "./apply-claims.ts";
import { allProviders, findProvider } from "./find-provider.ts";
import { ConnectionInput, type ConnectionSummary, type SignInProvider } from "./schema.ts";

/** Where the person is known, and where they could be. */
export async function listConnections(
  ctx: Ctx,
): Promise<{ connections: ConnectionSummary[]; offered: SignInProvider[] }> {
  const userId = actorIdOf(requirePerson(ctx));
  const providers = await allProviders(reader(ctx));
  const rows = await reader(ctx).externalIdentity.findMany({
    where: { userId },
    orderBy: { linkedAt: "asc" },
    select: { id: true, providerId: true, email: true, linkedAt: true, lastUsedAt: true },
  });
  const connections = rows.map(({ providerId, ...row }) => ({
    ...row,
    providerName: providers.find(({ id }) => id === providerId)?.name ?? "A provider that is gone",
  }));
  const taken = new Set(rows.map(({ providerId }) => providerId));
  const offered = providers
    .filter(({ id, isActive }) => isActive && !taken.has(id))
    .map(({ slug, name }) => ({ slug, name }));
  return { connections, offered };
}

/** Takes a connection away, and with it what its claims gave; never the last way into the account. */
export async function disconnect(ctx: Ctx, raw: unknown): Promise<void> {
  const { userId, email } = requireRecentProof(ctx);
  const { connectionId } = read(ConnectionInput, raw);
  await mutate(ctx, async (tx) => {
    await lockFor(tx, `ways-in:${userId}`);
    const row = await tx.externalIdentity.findFirst({
      where: { id: connectionId, userId },
      select: { providerId: true },
    });
    if (!row) throw new Refusal("not_found", "This connection does not exist.");
    const user = await tx.user.findUniqueOrThrow({
      where: { id: userId },
      select: { passwordHash: true, passkeys: { select: { id: true }, take: 1 } },
    });
    const hasOther = user.passwordHash !== null || user.passkeys.length > 0;
    if (!hasOther && !(await hasConnection(tx, userId, connectionId))) {
      const message = "This is the only way into your account. Set a password or add a passkey first.";
      throw new Refusal("conflict", message);
    }
    const provider = await findProvider(tx, { id: row.providerId });
    await tx.externalIdentity.delete({ where: { id: connectionId } });
    const { id, slug, name, orgId } = provider ?? {
      id: row.providerId,
      slug: "",
      name: "A provider",
      orgId: null,
    };
    const taken = await applyClaims(tx, { userId, provider: { id, slug, orgId }, claims: {} }, ctx.now);
    const data = { provider: name, path: routes.connections() };
    await queueMail(tx, { to: email, template: "connection-removed", data, now: ctx.now });
    const detail = { provider: slug, userId };
    const removed = {
      action: "connection.removed",
      target: connectionId,
      targetName: email,
      orgId: null,
      detail,
    };
    return { value: undefined, audit: [removed, ...taken] };
  });
}
