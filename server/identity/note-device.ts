import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import type { RequestOrigin } from "#server/platform/client-address.ts";
import type { Tx } from "#server/platform/db.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { describeDevice } from "./describe-device.ts";

/** Remembers the browser that signs in, and tells the person of one never seen before. Their very first needs no mail. */
export async function noteDevice(tx: Tx, userId: string, origin: RequestOrigin, now: Date): Promise<void> {
  const { address, userAgent, deviceSecret } = origin;
  const deviceHash = deviceSecret ? sha256Hex(deviceSecret) : null;
  if (deviceHash) {
    const { count } = await tx.knownDevice.updateMany({
      where: { userId, deviceHash },
      data: { lastSeenAt: now },
    });
    if (count > 0) return;
    const row = { userId, deviceHash, createdAt: now, lastSeenAt: now };
    const made = await tx.knownDevice.createMany({ data: [row], skipDuplicates: true });
    // Another sign-in of this browser, at this moment, has told of it.
    if (made.count === 0) return;
  }
  if ((await tx.session.count({ where: { userId } })) === 0) return;
  const { email } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  const data = { device: describeDevice(userAgent), address, path: routes.sessions() };
  await queueMail(tx, { to: email, template: "new-device", data, now });
}
