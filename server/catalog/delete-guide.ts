import type { Ctx } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requirePublisher } from "./policy.ts";
import { GuideRef } from "./schema.ts";
import { indexGuides } from "./search-entries.ts";
import { findOwnApi } from "./store.ts";

export async function deleteGuide(ctx: Ctx, raw: unknown): Promise<void> {
  const caller = requirePublisher(ctx);
  const { api: ref, guide: slug } = read(GuideRef, raw);
  await mutate(ctx, async (tx) => {
    const api = await findOwnApi(tx, caller, ref);
    const guide = await tx.apiGuide.findUnique({
      where: { apiId_slug: { apiId: api.id, slug } },
      select: { id: true, title: true },
    });
    if (!guide) throw new Refusal("not_found", "This guide does not exist.");
    await tx.apiGuide.delete({ where: { id: guide.id } });
    await indexGuides(tx, api.id);
    return {
      value: undefined,
      audit: {
        action: "guide.deleted",
        target: guide.id,
        targetName: guide.title,
        detail: { apiId: api.id, slug },
      },
    };
  });
}
