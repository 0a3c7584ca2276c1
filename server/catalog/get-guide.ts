import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { readableApis } from "./policy.ts";
import { type GuideDetail, GuideRef } from "./schema.ts";

export async function getGuide(ctx: Ctx, raw: unknown): Promise<GuideDetail> {
  const { api, guide: slug } = read(GuideRef, raw);
  const row = await reader(ctx).apiGuide.findFirst({
    where: { slug, api: { AND: [{ OR: [{ slug: api }, { id: api }] }, readableApis(ctx)] } },
    include: { api: { select: { slug: true, name: true } } },
  });
  if (!row) throw new Refusal("not_found", "This guide does not exist.");
  const { apiId: _, ...guide } = row;
  return guide;
}
