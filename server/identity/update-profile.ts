import type { Ctx } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { requireMember } from "./policy.ts";
import { UpdateProfileInput } from "./schema.ts";

/** Changes what the person signed in is called. */
export async function updateProfile(ctx: Ctx, raw: unknown): Promise<{ name: string }> {
  const { userId, email } = requireMember(ctx);
  const { name } = read(UpdateProfileInput, raw);
  return mutate(ctx, async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { name } });
    return { value: { name }, audit: { action: "user.profile_updated", target: userId, targetName: email } };
  });
}
