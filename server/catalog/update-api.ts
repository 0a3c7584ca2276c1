import { announce } from "#server/platform/announce.ts";
import type { Ctx } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { renderText } from "#server/specs/index.ts";
import { replaceAudiences } from "./audiences.ts";
import { getApi } from "./get-api.ts";
import { requirePublisher } from "./policy.ts";
import { requirePermission } from "./publishing-roles.ts";
import { type ApiDetail, UpdateApiInput } from "./schema.ts";
import { indexApi } from "./search-entries.ts";
import { settleSubscribers } from "./settle-subscribers.ts";
import { findOwnApi, orgBriefs } from "./store.ts";

/**
 * Changes what an API says of itself and who may see it; what is left out stays. The slug never changes. Where
 * organisations that use it could no longer read it, the publisher says what becomes of them, or nothing is changed.
 */
export async function updateApi(ctx: Ctx, raw: unknown): Promise<ApiDetail> {
  const caller = requirePublisher(ctx);
  const { api: ref, audiences, subscribers, ...changes } = read(UpdateApiInput, raw);
  const { descriptionMd } = changes;
  const rendered = descriptionMd !== undefined && {
    descriptionHtml: await renderText(descriptionMd, "descriptionMd"),
  };
  return mutate(ctx, async (tx) => {
    const own = await findOwnApi(tx, caller, ref);
    const before = await audienceOf(tx, own.id);
    const { visibility = before.visibility, listing = before.listing } = changes;
    const wanted = { visibility, listing, audiences: audiences?.toSorted() ?? before.audiences };
    const isAudienceChanged = JSON.stringify(wanted) !== JSON.stringify(before);
    if (isAudienceChanged) await requirePermission(tx, caller, "set_visibility", [own.id]);
    const api = await tx.api.update({
      where: { id: own.id },
      data: {
        ...changes,
        ...rendered,
        updatedAt: ctx.now,
      },
    });
    if (audiences) await replaceAudiences(tx, own.id, audiences);
    await indexApi(tx, api);
    const settled = isAudienceChanged ? await settleSubscribers(tx, ctx, { ...api, subscribers }) : [];
    if (isAudienceChanged) await announce(tx, `api:${own.id}`);
    const changed = Object.keys(audiences ? { ...changes, audiences } : changes);
    return {
      value: await getApi({ ...ctx, tx }, { api: own.slug }),
      audit: [
        {
          action: "api.updated",
          target: own.id,
          targetName: api.name,
          detail: { changed, ...(changes.visibility && { visibility: changes.visibility }) },
        },
        ...settled,
      ],
    };
  });
}

/** Who sees the API, in one shape to compare: forms send everything, changed or not. */
async function audienceOf(tx: Tx, apiId: string) {
  const { visibility, listing, audiences } = await tx.api.findUniqueOrThrow({
    where: { id: apiId },
    select: { visibility: true, listing: true, audiences: { select: { orgId: true } } },
  });
  const orgs = await orgBriefs(
    tx,
    audiences.map(({ orgId }) => orgId),
  );
  return { visibility, listing, audiences: [...orgs.values()].map(({ slug }) => slug).toSorted() };
}
