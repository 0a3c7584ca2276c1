import { strongestRole } from "#lib/publishing-permissions.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { requirePublisherReader } from "./policy.ts";
import { roleByMembership } from "./publishing-roles.ts";
import { ApiRef, type PublishingPerson } from "./schema.ts";
import { findOwnApi } from "./store.ts";

/** Everybody of the publishing organisation, with what they are for one API and why. */
export async function listPublishingPeople(ctx: Ctx, raw: unknown): Promise<PublishingPerson[]> {
  const caller = requirePublisherReader(ctx);
  const { api: ref } = read(ApiRef, raw);
  const tx = reader(ctx);
  const api = await findOwnApi(tx, caller, ref, "see_inside");
  const members = await tx.membership.findMany({
    where: { orgId: caller.orgId },
    orderBy: [{ role: "asc" }, { createdAt: "asc" }],
    select: {
      role: true,
      teams: { select: { teamId: true } },
      user: { select: { id: true, name: true, email: true } },
      publishing: {
        where: { OR: [{ apiId: null }, { apiId: api.id }] },
        orderBy: { createdAt: "asc" },
        select: { id: true, role: true, apiId: true, createdAt: true },
      },
    },
  });
  return members.map(({ role, teams, user, publishing }) => ({
    userId: user.id,
    name: user.name,
    email: user.email,
    orgRole: role,
    role: strongestRole([
      roleByMembership({ role, teams }, api.teamId),
      ...publishing.map((grant) => grant.role),
    ]),
    grants: publishing.map(({ apiId, ...grant }) => ({ ...grant, isForAll: apiId === null })),
  }));
}
