import { domainOf } from "#lib/mail-address.ts";
import { routes } from "#lib/routes.ts";
import { insertMembership } from "#server/identity/index.ts";
import { queueMail } from "#server/notify/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import { isUniqueViolation, type Tx } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { findProvenAddress } from "./doors.ts";
import { requireKeeper } from "./policy.ts";
import { DecideJoinRequestInput } from "./schema.ts";
import { PROVEN } from "./store.ts";

const DECIDED = "Somebody else decided about this request, or it was taken back.";

/**
 * Lets somebody in who asked, in the role and team that the domain gives, or turns them away; either way they get a
 * mail. Letting in asks once more whether their address is at the domain and the domain still the organisation's.
 */
export async function decideJoinRequest(ctx: Ctx, raw: unknown): Promise<void> {
  const { orgId, orgName, userId: decidedBy } = requireKeeper(ctx, "keep_members");
  const { requestId, decision } = read(DecideJoinRequestInput, raw);
  const isApproved = decision === "approve";
  const decided = mutate(ctx, async (tx) => {
    const request = await tx.joinRequest.findFirst({
      where: { id: requestId, orgId },
      select: { userId: true, domain: true, state: true, user: { select: { email: true } } },
    });
    if (!request) throw new Refusal("not_found", "This request does not exist.");
    const { userId, domain, state, user } = request;
    if (state !== "pending") throw new Refusal("conflict", DECIDED);
    const place = isApproved ? await findPlace(tx, { orgId, userId, domain }) : null;
    const { count } = await tx.joinRequest.updateMany({
      where: { id: requestId, state: "pending" },
      data: { state: isApproved ? "approved" : "refused", decidedAt: ctx.now, decidedBy },
    });
    if (count === 0) throw new Refusal("conflict", DECIDED);
    if (place) await insertMembership(tx, { orgId, userId, ...place }, ctx.now);
    const data = { orgName, role: place?.role ?? null, path: routes.organisation() };
    await queueMail(tx, { to: user.email, template: "join-decided", data, now: ctx.now });
    const target = { target: requestId, targetName: user.email, orgId };
    const detail = { domain, ...(place && { role: place.role }) };
    const answer = { ...target, action: `join_request.${isApproved ? "approved" : "refused"}`, detail };
    const joined = {
      ...target,
      action: "member.joined",
      target: userId,
      detail: { ...detail, request: requestId },
    };
    return { value: undefined, audit: place ? [answer, joined] : answer };
  });
  return decided.catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    throw new Refusal("conflict", "This person became a member in the meantime.");
  });
}

/** What the person becomes; a refusal when what they asked on no longer holds. */
async function findPlace(
  tx: Tx,
  { orgId, userId, domain }: { orgId: string; userId: string; domain: string },
) {
  await tx.$queryRaw`SELECT id FROM "User" WHERE id = ${userId} FOR SHARE`;
  await tx.$queryRaw`SELECT id FROM "OrganisationDomain" WHERE "orgId" = ${orgId} AND domain = ${domain} FOR SHARE`;
  const email = await findProvenAddress(tx, userId);
  if (!email || domainOf(email) !== domain)
    throw new Refusal("conflict", `Their address is no longer at ${domain}. Invite them instead.`);
  const place = await tx.organisationDomain.findFirst({
    where: { ...PROVEN, orgId, domain },
    select: { role: true, teamId: true },
  });
  if (!place) throw new Refusal("conflict", `DNS does not show at present that ${domain} is yours.`);
  const member = await tx.membership.count({ where: { orgId, userId } });
  if (member > 0) throw new Refusal("conflict", "This person became a member in the meantime.");
  return place;
}
