import type { Ctx } from "#server/platform/context.ts";
import { newId } from "#server/platform/ids.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { renderText } from "#server/specs/index.ts";
import { requirePublisher } from "./policy.ts";
import { AddChangeInput, type ChangeSummary } from "./schema.ts";
import { findOwnApi } from "./store.ts";

/** Tells consumers of a change in their own words, beside the entries that publishing writes. */
export async function addChange(ctx: Ctx, raw: unknown): Promise<ChangeSummary> {
  const caller = requirePublisher(ctx);
  const input = read(AddChangeInput, raw);
  const rendered = await renderText(input.markdown, "markdown");
  return mutate(ctx, async (tx) => {
    const api = await findOwnApi(tx, caller, input.api);
    const version = input.version
      ? await tx.version.findUnique({
          where: { apiId_name: { apiId: api.id, name: input.version } },
          select: { id: true, name: true },
        })
      : null;
    if (input.version && !version) throw new Refusal("not_found", "This version does not exist.");
    const { id, at, title, markdown, html } = await tx.changelogEntry.create({
      data: {
        id: newId("chg", ctx.now),
        apiId: api.id,
        versionId: version?.id ?? null,
        at: ctx.now,
        title: input.title,
        markdown: input.markdown,
        html: rendered,
      },
    });
    return {
      value: {
        id,
        at,
        title,
        markdown,
        html,
        version: version?.name ?? null,
        api: { slug: api.slug, name: api.name },
      },
      audit: { action: "change.added", target: id, targetName: title, detail: { apiId: api.id } },
    };
  });
}
