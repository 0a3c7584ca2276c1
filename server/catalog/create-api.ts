import type { Ctx } from "#server/platform/context.ts";
import { isUniqueViolation } from "#server/platform/db.ts";
import { firstTeamOf, holdTeam } from "#server/platform/hold-team.ts";
import { newId } from "#server/platform/ids.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { renderText } from "#server/specs/index.ts";
import { replaceAudiences } from "./audiences.ts";
import { createVersion } from "./create-version.ts";
import { getApi } from "./get-api.ts";
import { requirePublisher } from "./policy.ts";
import { requirePermissionInTeam } from "./publishing-roles.ts";
import { type ApiDetail, CreateApiInput } from "./schema.ts";
import { indexApi } from "./search-entries.ts";

/** Creates an API without versions. Nobody outside the organisation sees it before a version of it is published. */
export async function createApi(ctx: Ctx, raw: unknown): Promise<ApiDetail> {
  const caller = requirePublisher(ctx);
  const { teamId, audiences, version, ...input } = read(CreateApiInput, raw);
  const descriptionHtml = await renderText(input.descriptionMd, "descriptionMd");
  return mutate(ctx, async (tx) => {
    const chosen = teamId ?? caller.teamIds[0] ?? (await firstTeamOf(tx, caller.orgId));
    const team = await holdTeam(tx, caller.orgId, chosen);
    await requirePermissionInTeam(tx, caller, "edit", team.id);
    await refuseTakenSlug(tx.api.count({ where: { slug: input.slug } }));
    const api = await tx.api
      .create({
        data: {
          ...input,
          id: newId("api", ctx.now),
          orgId: caller.orgId,
          teamId: team.id,
          descriptionHtml,
          createdAt: ctx.now,
          updatedAt: ctx.now,
        },
      })
      .catch(async (error: unknown) => {
        if (isUniqueViolation(error)) await refuseTakenSlug(1);
        throw error;
      });
    await replaceAudiences(tx, api.id, audiences);
    await indexApi(tx, api);
    if (version) await createVersion({ ...ctx, tx }, { api: api.slug, name: version });
    return {
      value: await getApi({ ...ctx, tx }, { api: api.slug }),
      audit: {
        action: "api.created",
        target: api.id,
        targetName: api.name,
        detail: { slug: api.slug, visibility: api.visibility },
      },
    };
  });
}

/** Slugs are unique in the whole portal, since they are addresses. */
async function refuseTakenSlug(taken: number | Promise<number>): Promise<void> {
  if ((await taken) === 0) return;
  const message = "Another API already has this address. Choose another.";
  throw new Refusal("conflict", message, { slug: message });
}
