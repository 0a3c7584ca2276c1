import { deleteApp } from "#server/apps/index.ts";
import { forgetPerson } from "#server/audit/index.ts";
import { DELETED_NAME, erasePerson, findDeletionObstacles } from "#server/identity/index.ts";
import { queueMail } from "#server/notify/index.ts";
import { announce } from "#server/platform/announce.ts";
import { type Ctx, type MemberCaller, requirePerson, requireRecentProof } from "#server/platform/context.ts";
import { reader, type Tx } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { DeleteAccountInput, type DeletionPreview } from "./schema.ts";

/** What would go with the person's account, and why it cannot go yet. */
export async function previewDeletion(ctx: Ctx): Promise<DeletionPreview> {
  const caller = requireSelf(ctx);
  const tx = reader(ctx);
  const personalIds = await personalOrganisations(tx, caller.userId);
  const shared = await tx.membership.findMany({
    where: { userId: caller.userId, organisation: { isPersonal: false } },
    select: { organisation: { select: { name: true } } },
  });
  return {
    obstacles: await describeObstacles(tx, caller.userId, personalIds),
    appCount: await tx.app.count({ where: { orgId: { in: personalIds }, deletedAt: null } }),
    organisations: shared.map(({ organisation }) => organisation.name),
  };
}

/**
 * Deletes the account of the person asking, for good: their sessions, tokens and factors, their personal space with its
 * apps and keys. What belongs to shared organisations stays with them; the log keeps what was done, without the name.
 */
export async function deleteAccount(ctx: Ctx, raw: unknown): Promise<void> {
  const caller = requireRecentProof(ctx);
  const { confirmation } = read(DeleteAccountInput, raw);
  if (confirmation.toLowerCase() !== caller.email) {
    const message = "Type your own e-mail address to confirm.";
    throw new Refusal("invalid_input", message, { confirmation: message });
  }
  const { userId, email, name } = caller;
  // The events of the deletion itself already carry no name.
  const nameless: MemberCaller = { ...caller, email: DELETED_NAME, name: DELETED_NAME };
  await mutate({ ...ctx, caller: nameless }, async (tx) => {
    const personalIds = await personalOrganisations(tx, userId);
    const [obstacle] = await describeObstacles(tx, userId, personalIds);
    if (obstacle) throw new Refusal("conflict", obstacle);
    const appCount = await endApps(tx, ctx, nameless, personalIds);
    const tokens = await tx.accessToken.findMany({ where: { userId }, select: { id: true } });
    const tokenIds = tokens.map(({ id }) => id);
    await tx.outboxMail.deleteMany({ where: { toAddress: email } });
    await erasePerson(tx, userId, ctx.now);
    await forgetPerson(tx, { userId, email, tokenIds, label: DELETED_NAME });
    for (const orgId of personalIds) await announce(tx, `org:${orgId}`);
    await queueMail(tx, { to: email, template: "account-deleted", data: { name }, now: ctx.now });
    return {
      value: undefined,
      audit: {
        action: "user.deleted",
        target: userId,
        targetName: DELETED_NAME,
        orgId: null,
        detail: { appsDeleted: appCount, accessTokensEnded: tokenIds.length },
      },
    };
  });
}

/** The person in person: neither a token of theirs nor somebody who looks through their eyes. */
function requireSelf(ctx: Ctx): MemberCaller {
  const caller = requirePerson(ctx);
  if (caller.kind !== "member" || caller.viewAs)
    throw new Refusal("not_allowed", "Only the person themselves may do this, signed in to the portal.");
  return caller;
}

async function personalOrganisations(tx: Tx, userId: string): Promise<string[]> {
  const rows = await tx.membership.findMany({
    where: { userId, organisation: { isPersonal: true } },
    select: { orgId: true },
  });
  return rows.map(({ orgId }) => orgId);
}

async function describeObstacles(tx: Tx, userId: string, personalIds: string[]): Promise<string[]> {
  const { ownerless, isLastAdmin } = await findDeletionObstacles(tx, userId);
  const apis = await tx.api.count({ where: { orgId: { in: personalIds } } });
  return [
    ...ownerless.map(({ name, memberCount }) =>
      memberCount > 1
        ? `You are the last owner of ${name}. Make another member an owner first, on its page “Members”.`
        : `You are the only member of ${name}. Invite somebody and hand it over first, or ask an administrator of the portal to close it.`,
    ),
    ...(isLastAdmin ? ["You are the portal's last administrator. Make somebody else one first."] : []),
    ...(apis > 0
      ? ["Your personal space publishes APIs. Delete them first, or ask an administrator to move them."]
      : []),
  ];
}

async function endApps(tx: Tx, ctx: Ctx, caller: MemberCaller, orgIds: string[]): Promise<number> {
  const apps = await tx.app.findMany({
    where: { orgId: { in: orgIds }, deletedAt: null },
    select: { id: true, orgId: true },
  });
  for (const { id, orgId } of apps) {
    const owner: MemberCaller = { ...caller, orgId, teamIds: [], role: "owner", isEmailVerified: true };
    await deleteApp({ ...ctx, tx, caller: owner }, { appId: id });
  }
  return apps.length;
}
