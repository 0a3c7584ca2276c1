import type { Ctx } from "#server/platform/context.ts";
import { newId } from "#server/platform/ids.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { renderText } from "#server/specs/index.ts";
import { requirePublisher } from "./policy.ts";
import { type GuideDetail, WriteGuideInput } from "./schema.ts";
import { indexGuides } from "./search-entries.ts";
import { findOwnApi } from "./store.ts";

/** Writes a guide of one's API; the same slug again rewrites it. */
export async function writeGuide(ctx: Ctx, raw: unknown): Promise<GuideDetail> {
  const caller = requirePublisher(ctx);
  const { api: ref, slug, ...text } = read(WriteGuideInput, raw);
  const data = { ...text, html: await renderText(text.markdown, "markdown") };
  return mutate(ctx, async (tx) => {
    const api = await findOwnApi(tx, caller, ref);
    const { apiId: _, ...guide } = await tx.apiGuide.upsert({
      where: { apiId_slug: { apiId: api.id, slug } },
      create: { ...data, id: newId("guide", ctx.now), apiId: api.id, slug },
      update: data,
    });
    await indexGuides(tx, api.id);
    return {
      value: { ...guide, api: { slug: api.slug, name: api.name } },
      audit: {
        action: "guide.written",
        target: guide.id,
        targetName: guide.title,
        detail: { apiId: api.id, slug },
      },
    };
  });
}
