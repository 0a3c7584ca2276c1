import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import { DAY_MS } from "#server/platform/clock.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader, type Tx } from "#server/platform/db.ts";
import { newId, randomBase62 } from "#server/platform/ids.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { takeAttempt } from "./attempts.ts";
import type { OrgRoleValue } from "./schema.ts";

const LIFETIME_MS = 7 * DAY_MS;

interface InvitationDraft {
  orgId: string;
  orgName: string;
  email: string;
  role: OrgRoleValue;
  teamId: string | null;
  /** A person, or the organisation's directory. */
  inviter: { id: string; name: string };
}

/** Counts an invitation before it is sent, or refuses it: an organisation may not flood mailboxes. */
export async function takeInvitation(ctx: Ctx, orgId: string, email: string): Promise<void> {
  await takeAttempt(reader(ctx), { key: `invite:${orgId}`, free: 60 }, ctx.now);
  await takeAttempt(reader(ctx), { key: `invite:${orgId}:${email}`, free: 5 }, ctx.now);
}

/** Writes and mails an invitation in place of any open one to the address. Answers its id. */
export async function writeInvitation(tx: Tx, draft: InvitationDraft, now: Date): Promise<string> {
  const { orgId, orgName, email, role, teamId, inviter } = draft;
  await tx.invitation.updateMany({
    where: { orgId, email, acceptedAt: null, revokedAt: null },
    data: { revokedAt: now },
  });
  const [id, secret] = [newId("inv", now), randomBase62(40)];
  await tx.invitation.create({
    data: {
      id,
      orgId,
      email,
      role,
      teamId,
      tokenHash: sha256Hex(secret),
      invitedBy: inviter.id,
      createdAt: now,
      expiresAt: new Date(now.getTime() + LIFETIME_MS),
    },
  });
  const data = { orgName, inviter: inviter.name, role, path: routes.join(secret) };
  await queueMail(tx, { to: email, template: "invitation", data, now });
  return id;
}
