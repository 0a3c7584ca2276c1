import { routes } from "#lib/routes.ts";
import { mailMembers, RUNS_IT, takeAttempt } from "#server/identity/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import { isUniqueViolation, reader } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { holdDoor } from "./doors.ts";
import { requireMember } from "./policy.ts";
import { JoinInput } from "./schema.ts";
import { ASK_AGAIN_MS } from "./store.ts";

const ASKED = "You have asked already. An owner or admin decides.";

/** Asks the owners and admins of an organisation that takes people with an address at its domain. They get a mail. */
export async function requestToJoin(ctx: Ctx, raw: unknown): Promise<{ requestId: string }> {
  const { userId, name, email } = requireMember(ctx);
  const { orgId } = read(JoinInput, raw);
  await takeAttempt(reader(ctx), { key: `join:${userId}:${orgId}`, free: 5 }, ctx.now);
  const asked = mutate(ctx, async (tx) => {
    const { domain, orgName } = await holdDoor(tx, ctx, orgId);
    const last = await tx.joinRequest.findFirst({
      where: { orgId, userId },
      orderBy: { createdAt: "desc" },
      select: { state: true, decidedAt: true },
    });
    if (last?.state === "pending") throw new Refusal("conflict", ASKED);
    const since =
      last?.state === "refused" && last.decidedAt ? ctx.now.getTime() - last.decidedAt.getTime() : null;
    if (since !== null && since < ASK_AGAIN_MS)
      throw new Refusal("limit_reached", "Your last request was refused just now. Ask again after a day.");
    const id = newId("jrq", ctx.now);
    await tx.joinRequest.create({ data: { id, orgId, userId, domain, createdAt: ctx.now } });
    const data = { orgName, person: name, email, domain, path: routes.organisation() };
    await mailMembers(tx, { orgId, ...RUNS_IT }, { template: "join-requested", data, now: ctx.now });
    return {
      value: { requestId: id },
      audit: { action: "join_request.sent", target: id, targetName: email, orgId, detail: { domain } },
    };
  });
  return asked.catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    throw new Refusal("conflict", ASKED);
  });
}
