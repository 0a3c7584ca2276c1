import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import { newId } from "#server/platform/ids.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { readHostPattern } from "./host-pattern.ts";
import { AllowRelayHostInput } from "./schema.ts";

/** Each relayed call compares with all of them. */
const MAX_HOSTS = 200;

/** Lets everybody's console call this host, whichever API they read. */
export async function allowRelayHost(ctx: Ctx, raw: unknown): Promise<{ id: string; pattern: string }> {
  const caller = requirePlatform(ctx, "settings.write");
  const pattern = readHostPattern(read(AllowRelayHostInput, raw).host.toLowerCase());
  return mutate(ctx, async (tx) => {
    if (await tx.relayHost.findUnique({ where: { pattern }, select: { id: true } })) {
      const message = `${pattern} is allowed already.`;
      throw new Refusal("conflict", message, { host: message });
    }
    if ((await tx.relayHost.count()) >= MAX_HOSTS)
      throw new Refusal("limit_reached", `At most ${MAX_HOSTS} hosts. Remove one that nobody calls.`);
    const value = { id: newId("host", ctx.now), pattern };
    await tx.relayHost.create({ data: { ...value, createdAt: ctx.now, createdBy: caller.userId } });
    const audit = { action: "relay-host.allowed", target: value.id, targetName: pattern, orgId: null };
    return { value, audit };
  });
}
