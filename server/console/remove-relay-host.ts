import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { RelayHostInput } from "./schema.ts";

/** Takes a host back; the next call to it is refused unless a document names it. */
export async function removeRelayHost(ctx: Ctx, raw: unknown): Promise<void> {
  requirePlatform(ctx, "settings.write");
  const { id } = read(RelayHostInput, raw);
  await mutate(ctx, async (tx) => {
    const host = await tx.relayHost.findUnique({ where: { id }, select: { pattern: true } });
    if (!host) throw new Refusal("not_found", "This host is not in the list any more.");
    await tx.relayHost.delete({ where: { id } });
    const audit = { action: "relay-host.removed", target: id, targetName: host.pattern, orgId: null };
    return { value: undefined, audit };
  });
}
