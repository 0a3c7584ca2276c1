import type { Ctx } from "#server/platform/context.ts";
import { newId } from "#server/platform/ids.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { getVersion } from "./get-version.ts";
import { requirePublisher } from "./policy.ts";
import { CreateVersionInput, type VersionDetail } from "./schema.ts";
import { findOwnApi } from "./store.ts";

/** Opens a new version of one's API, as a draft without a document. */
export async function createVersion(ctx: Ctx, raw: unknown): Promise<VersionDetail> {
  const caller = requirePublisher(ctx);
  const { api: ref, name } = read(CreateVersionInput, raw);
  return mutate(ctx, async (tx) => {
    const api = await findOwnApi(tx, caller, ref);
    await tx.$queryRaw`SELECT id FROM "Api" WHERE id = ${api.id} FOR UPDATE`;
    const versions = await tx.version.findMany({
      where: { apiId: api.id },
      select: { name: true, position: true },
    });
    if (versions.some((version) => version.name === name)) {
      const message = `${api.name} already has a version ${name}.`;
      throw new Refusal("conflict", message, { name: message });
    }
    const version = await tx.version.create({
      data: {
        id: newId("ver", ctx.now),
        apiId: api.id,
        name,
        position: Math.max(0, ...versions.map(({ position }) => position)) + 1,
        createdAt: ctx.now,
      },
    });
    return {
      value: await getVersion({ ...ctx, tx }, { api: api.slug, version: name }),
      audit: {
        action: "version.created",
        target: version.id,
        targetName: `${api.name} ${name}`,
        detail: { apiId: api.id },
      },
    };
  });
}
