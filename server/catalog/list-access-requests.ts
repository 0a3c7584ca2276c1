import { z } from "zod";
import { mayPublish } from "#lib/publishing-permissions.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { ACCESS_SELECT, toAccessDetails } from "./access-rows.ts";
import { requirePublisherReader } from "./policy.ts";
import { rolesFor } from "./publishing-roles.ts";
import type { AccessRequestDetail } from "./schema.ts";

const ListAccessRequestsInput = z.object({
  /** Slug or id; without it those of every API of the organisation. */
  api: z.string().max(100).optional(),
  isPending: z.boolean().default(false),
  limit: z.number().int().min(1).max(500).default(200),
});

/** Who asked for the organisation's APIs: those waiting first, longest waiting first, then the latest. */
export async function listAccessRequests(ctx: Ctx, raw: unknown = {}): Promise<AccessRequestDetail[]> {
  const caller = requirePublisherReader(ctx);
  const { api, isPending, limit } = read(ListAccessRequestsInput, raw);
  const tx = reader(ctx);
  const own = { orgId: caller.orgId, ...(api && { OR: [{ slug: api }, { id: api }] }) };
  const pending = await tx.accessRequest.findMany({
    where: { state: "pending", api: own },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: limit,
    select: ACCESS_SELECT,
  });
  const answered = isPending
    ? []
    : await tx.accessRequest.findMany({
        where: { state: { not: "pending" }, api: own },
        orderBy: [{ decidedAt: "desc" }, { id: "desc" }],
        take: limit,
        select: ACCESS_SELECT,
      });
  const rows = [...pending, ...answered];
  const roles = await rolesFor(tx, caller, [...new Set(rows.map(({ apiId }) => apiId))]);
  const details = await toAccessDetails(tx, rows, ctx.now);
  return details.map((detail, i) => ({
    ...detail,
    mayDecide: mayPublish(roles.get(rows[i]?.apiId ?? "") ?? null, "decide_access"),
  }));
}
