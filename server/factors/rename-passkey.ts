import { type Ctx, requireRecentProof } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { RenamePasskeyInput } from "./schema.ts";

/** Calls one of the person's passkeys something else. */
export async function renamePasskey(ctx: Ctx, raw: unknown): Promise<void> {
  const { userId } = requireRecentProof(ctx);
  const { passkeyId, name } = read(RenamePasskeyInput, raw);
  await mutate(ctx, async (tx) => {
    const { count } = await tx.passkey.updateMany({ where: { id: passkeyId, userId }, data: { name } });
    if (count === 0) throw new Refusal("not_found", "This passkey does not exist.");
    return {
      value: undefined,
      audit: { action: "factor.passkey_renamed", target: passkeyId, targetName: name },
    };
  });
}
