import { acceptInvitation } from "#server/identity/index.ts";
import { AcceptInvitationInput } from "#server/identity/schema.ts";
import { type Ctx, requirePerson } from "#server/platform/context.ts";
import { type Tx, transact } from "#server/platform/db.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { linkPerson } from "./bring-in.ts";

/**
 * Accepts an invitation and, where the organisation's directory has named the person, ties them to what it knows: from
 * then on they are in the teams of their groups, and the directory can let them go.
 */
export async function joinByInvitation(ctx: Ctx, raw: unknown): Promise<{ orgName: string }> {
  requirePerson(ctx);
  const { token } = read(AcceptInvitationInput, raw);
  return transact(ctx, async (tx) => {
    const inside = { ...ctx, tx };
    await holdInvited(tx, token);
    const { orgId, orgName } = await acceptInvitation(inside, { token });
    const { caller } = ctx;
    if (caller.kind !== "member") return { orgName };
    const { userId, email } = caller;
    const person = await tx.scimUser.findFirst({
      where: { orgId, email, userId: null, isActive: true },
      select: { id: true, userName: true },
    });
    const isTied = (await tx.scimUser.count({ where: { orgId, userId } })) > 0;
    if (!person || isTied) return { orgName };
    await mutate(inside, async () => {
      const followed = await linkPerson(tx, { id: person.id, orgId, userId }, ctx.now);
      await tx.scimUser.update({
        where: { id: person.id },
        data: { version: { increment: 1 }, updatedAt: ctx.now },
      });
      const draft = { action: "directory_user.joined", target: person.id, targetName: person.userName };
      return { value: undefined, audit: [draft, ...followed].map((one) => ({ ...one, orgId })) };
    });
    return { orgName };
  });
}

/** Held before the invitation, as the directory does: of joining and being let go at once, one sees the other done. */
async function holdInvited(tx: Tx, token: string): Promise<void> {
  await tx.$queryRaw`
    SELECT s.id FROM "ScimUser" s JOIN "Invitation" i ON i."orgId" = s."orgId" AND i.email = s.email
    WHERE i."tokenHash" = ${sha256Hex(token)} FOR UPDATE OF s`;
}
