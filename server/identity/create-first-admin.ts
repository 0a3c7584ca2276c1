import type { RequestOrigin } from "#server/platform/client-address.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { hashPassword } from "./password-hash.ts";
import { requireGoodPassword } from "./password-policy.ts";
import { CreateFirstAdminInput, type OpenedSession } from "./schema.ts";
import { insertMembership, insertOrganisation, insertUser, lockFor, nameOf, openSession } from "./store.ts";

const DEAD = "This link was used already or has expired. Restart the portal to get a new one.";

/** Whoever holds the one-time link becomes the administrator and owner of a first, publishing organisation. */
export async function createFirstAdmin(
  ctx: Ctx,
  raw: unknown,
  origin: RequestOrigin,
): Promise<OpenedSession> {
  const input = read(CreateFirstAdminInput, raw);
  if (!(await isSetupLinkAlive(ctx, input.token))) throw new Refusal("not_found", DEAD);
  await requireGoodPassword(input.password, {
    email: input.email,
    name: input.name ?? "",
    words: [input.organisation],
  });
  const passwordHash = await hashPassword(input.password);

  return mutate(ctx, async (tx) => {
    await lockFor(tx, "admins");
    const link = { tokenHash: sha256Hex(input.token), usedAt: null, expiresAt: { gt: ctx.now } };
    const spent = await tx.setupLink.updateMany({ where: link, data: { usedAt: ctx.now } });
    const admin = await tx.user.findFirst({ where: { platformRole: "admin" }, select: { id: true } });
    if (spent.count === 0 || admin) throw new Refusal("not_found", DEAD);
    const { email, name = nameOf(email) } = input;
    if (await tx.user.findUnique({ where: { email }, select: { id: true } })) {
      throw new Refusal("conflict", "This address has an account already. Use another one.", {
        email: "Has an account already.",
      });
    }
    const user = { email, name, passwordHash, emailVerifiedAt: ctx.now, platformRole: "admin" } as const;
    const userId = await insertUser(tx, user, ctx.now);
    const org = await insertOrganisation(tx, { name: input.organisation, isPublisher: true }, ctx.now);
    await insertMembership(tx, { orgId: org.id, userId, role: "owner" }, ctx.now);
    return {
      value: await openSession(tx, userId, origin, ctx.now, ["password"]),
      audit: { action: "user.made_first_admin", target: userId, targetName: email, orgId: null },
    };
  });
}

/** Whether the link can still be used. Looking spends nothing. */
export async function isSetupLinkAlive(ctx: Ctx, token: string): Promise<boolean> {
  const where = { tokenHash: sha256Hex(token), usedAt: null, expiresAt: { gt: ctx.now } };
  return (await reader(ctx).setupLink.count({ where })) > 0;
}
