import { lockFor } from "#server/identity/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { tieMember } from "./bring-in.ts";
import { staleFault } from "./faults.ts";
import { letGo } from "./let-go.ts";
import { getPerson, lockPerson, toFoundPerson } from "./person-record.ts";
import { requireDirectory } from "./policy.ts";
import { isTagged } from "./represent.ts";

/** DELETE /Users/:id: as deactivating, and the directory's record of them is gone. Their account is theirs and stays. */
export async function deprovisionPerson(
  ctx: Ctx,
  { id, ifMatch }: { id: string; ifMatch: string | null },
): Promise<void> {
  const directory = requireDirectory(ctx);
  await mutate(ctx, async (tx) => {
    // Held before the person, as whoever changes a group holds it: two of the directory's requests never wait in a ring.
    await lockFor(tx, `teams:${directory.orgId}`);
    const person = await lockPerson(tx, directory.orgId, id);
    if (ifMatch !== null && !isTagged(toFoundPerson(person), ifMatch)) throw staleFault();
    if (person.isActive) await tieMember(tx, person, ctx.now);
    const followed = await letGo(tx, directory, await getPerson(tx, directory.orgId, id), ctx.now);
    await tx.scimGroup.updateMany({
      where: { members: { some: { scimUserId: id } } },
      data: { version: { increment: 1 }, updatedAt: ctx.now },
    });
    await tx.scimUser.delete({ where: { id } });
    return {
      value: undefined,
      audit: [{ action: "directory_user.deleted", target: id, targetName: person.userName }, ...followed],
    };
  });
}
