import type { Ctx } from "#server/platform/context.ts";
import { isUniqueViolation } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { isAddressKept } from "./kept-address.ts";
import { hashPassword } from "./password-hash.ts";
import { requireGoodPassword } from "./password-policy.ts";
import { requireGrant, requireOperator } from "./policy.ts";
import { CreateUserInput } from "./schema.ts";
import { insertMembership, insertPersonalOrganisation, insertUser } from "./store.ts";

/** An account with a confirmed address, as an admin or a seed makes it; joins `orgId` or gets a personal organisation. */
export async function createUser(ctx: Ctx, raw: unknown): Promise<{ id: string; orgId: string }> {
  requireOperator(ctx, "users.write");
  const { password, orgId: givenOrgId, role, ...user } = read(CreateUserInput, raw);
  if (user.platformRole !== "none") requireGrant(ctx, user.platformRole);
  await requireGoodPassword(password, user);
  const passwordHash = await hashPassword(password);
  const made = mutate(ctx, async (tx) => {
    if (await isAddressKept(tx, user.email, ctx.now))
      throw new Refusal(
        "conflict",
        "This address is kept for the account that had it until a few days ago.",
        {
          email: "Kept for the account that had it until a few days ago.",
        },
      );
    const id = await insertUser(tx, { ...user, passwordHash, emailVerifiedAt: ctx.now }, ctx.now);
    const orgId = givenOrgId ?? (await insertPersonalOrganisation(tx, id, user.name, ctx.now));
    if (givenOrgId) {
      const org = await tx.organisation.findUnique({ where: { id: givenOrgId }, select: { id: true } });
      if (!org) throw new Refusal("not_found", "This organisation does not exist.");
      await insertMembership(tx, { orgId, userId: id, role }, ctx.now);
    }
    return {
      value: { id, orgId },
      audit: {
        action: "user.created",
        target: id,
        targetName: user.email,
        orgId,
        detail: { platformRole: user.platformRole },
      },
    };
  });
  return made.catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    throw new Refusal("conflict", "This address has an account already.", {
      email: "Has an account already.",
    });
  });
}
