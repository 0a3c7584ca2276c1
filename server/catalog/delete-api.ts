import { announce } from "#server/platform/announce.ts";
import { type Ctx, requireProofOfPerson } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requirePublisher } from "./policy.ts";
import { ApiRef } from "./schema.ts";
import { findOwnApi } from "./store.ts";

/** Deletes an API of which no version was ever published, with everything in it. */
export async function deleteApi(ctx: Ctx, raw: unknown): Promise<void> {
  const caller = requirePublisher(ctx);
  requireProofOfPerson(ctx);
  const { api: ref } = read(ApiRef, raw);
  await mutate(ctx, async (tx) => {
    const api = await findOwnApi(tx, caller, ref, "delete");
    // Nobody may publish a version between the count and the deletion.
    await tx.$queryRaw`SELECT id FROM "Version" WHERE "apiId" = ${api.id} FOR UPDATE`;
    const published = await tx.version.count({ where: { apiId: api.id, publishedAt: { not: null } } });
    if (published > 0) {
      throw new Refusal(
        "conflict",
        "This API has been published, so people may rely on it. Deprecate and retire its versions instead.",
      );
    }
    await tx.searchEntry.deleteMany({ where: { apiId: api.id } });
    await tx.api.delete({ where: { id: api.id } });
    await announce(tx, `api:${api.id}`);
    return {
      value: undefined,
      audit: { action: "api.deleted", target: api.id, targetName: api.name, detail: { slug: api.slug } },
    };
  });
}
