import { announce } from "#server/platform/announce.ts";
import type { Ctx } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { renderMarkdown } from "#server/specs/index.ts";
import { replaceAudiences } from "./audiences.ts";
import { getApi } from "./get-api.ts";
import { requirePublisher } from "./policy.ts";
import { type ApiDetail, UpdateApiInput } from "./schema.ts";
import { indexApi } from "./search-entries.ts";
import { findOwnApi } from "./store.ts";

/** Changes what an API says of itself and who may see it; what is left out stays. The slug never changes. */
export async function updateApi(ctx: Ctx, raw: unknown): Promise<ApiDetail> {
  const caller = requirePublisher(ctx);
  const { api: ref, audiences, ...changes } = read(UpdateApiInput, raw);
  return mutate(ctx, async (tx) => {
    const own = await findOwnApi(tx, caller, ref);
    const api = await tx.api.update({
      where: { id: own.id },
      data: {
        ...changes,
        ...(changes.descriptionMd !== undefined && {
          descriptionHtml: renderMarkdown(changes.descriptionMd),
        }),
        updatedAt: ctx.now,
      },
    });
    if (audiences) await replaceAudiences(tx, own.id, audiences);
    await indexApi(tx, api);
    if (changes.visibility || audiences) await announce(tx, `api:${own.id}`);
    const changed = Object.keys(audiences ? { ...changes, audiences } : changes);
    return {
      value: await getApi({ ...ctx, tx }, { api: own.slug }),
      audit: {
        action: "api.updated",
        target: own.id,
        targetName: api.name,
        detail: { changed, ...(changes.visibility && { visibility: changes.visibility }) },
      },
    };
  });
}
