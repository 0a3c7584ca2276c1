import { acceptInvitation } from "#server/identity/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import { transact } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { linkPerson } from "./bring-in.ts";

/**
 * Accepts an invitation and, where the organisation's directory has named the person, ties them to what it knows: from
 * then on they are in the teams of their groups, and the directory can let them go.
 */
export async function joinByInvitation(ctx: Ctx, raw: unknown): Promise<{ orgName: string }> {
  return transact(ctx, async (tx) => {
    const inside = { ...ctx, tx };
    const { orgId, orgName } = await acceptInvitation(inside, raw);
    const { caller } = ctx;
    if (caller.kind !== "member") return { orgName };
    const { userId, email } = caller;
    await tx.$queryRaw`SELECT id FROM "ScimUser" WHERE "orgId" = ${orgId} AND email = ${email} FOR UPDATE`;
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
