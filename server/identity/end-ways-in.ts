import type { Tx } from "#server/platform/db.ts";
import { sha256Hex } from "#server/platform/keyring.ts";

interface Spared {
  /** Leaves tokens, connections and browsers alone that were there before. */
  since?: Date;
  /** Of the browser at hand, which stays known. */
  deviceSecret?: string | undefined;
}

/**
 * Ends all that lets somebody in, or acts for the person, without the password, the factors or the mailbox: sessions,
 * tokens, connected providers, half-done sign-ins, links, a wanted change of address, command lines let in but not yet
 * served, mailed links that would connect a provider, and which browsers are known. Answers how many of what.
 */
export async function endWaysIn(tx: Tx, userId: string, now: Date, { since, deviceSecret }: Spared = {}) {
  const own = { userId };
  const fresh = since && { gte: since };
  const revoke = { revokedAt: now };
  const sessions = await tx.session.updateMany({ where: { ...own, revokedAt: null }, data: revoke });
  const accessTokens = await tx.accessToken.updateMany({
    where: { ...own, revokedAt: null, ...(fresh && { createdAt: fresh }) },
    data: revoke,
  });
  const connections = await tx.externalIdentity.deleteMany({
    where: { ...own, ...(fresh && { linkedAt: fresh }) },
  });
  const devices = await tx.deviceGrant.updateMany({
    where: { ...own, state: "approved" },
    data: { state: "refused" },
  });
  await tx.pendingSignIn.deleteMany({ where: { ...own, usedAt: null } });
  await tx.emailToken.deleteMany({ where: { ...own, usedAt: null } });
  await tx.emailChange.deleteMany({ where: { ...own, confirmedAt: null, undoneAt: null } });
  const { email } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  await tx.pendingConnection.deleteMany({ where: { email, usedAt: null } });
  await tx.knownDevice.deleteMany({
    where: {
      ...own,
      ...(fresh && { createdAt: fresh }),
      ...(deviceSecret && { NOT: { deviceHash: sha256Hex(deviceSecret) } }),
    },
  });
  return {
    sessions: sessions.count,
    accessTokens: accessTokens.count,
    connections: connections.count,
    devices: devices.count,
  };
}
