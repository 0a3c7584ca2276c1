import type { Ctx } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireMember } from "./policy.ts";
import { JoinRequestInput } from "./schema.ts";

/** Takes one's own request back, as long as nobody has decided. */
export async function withdrawJoinRequest(ctx: Ctx, raw: unknown): Promise<void> {
  const { userId, email } = requireMember(ctx);
  const { requestId } = read(JoinRequestInput, raw);
  await mutate(ctx, async (tx) => {
    const request = await tx.joinRequest.findFirst({
      where: { id: requestId, userId },
      select: { orgId: true },
    });
    if (!request) throw new Refusal("not_found", "This request does not exist.");
    const { count } = await tx.joinRequest.updateMany({
      where: { id: requestId, state: "pending" },
      data: { state: "withdrawn", decidedAt: ctx.now },
    });
    if (count === 0) throw new Refusal("conflict", "This request was decided already.");
    return {
      value: undefined,
      audit: {
        action: "join_request.withdrawn",
        target: requestId,
        targetName: email,
        orgId: request.orgId,
      },
    };
  });
}
