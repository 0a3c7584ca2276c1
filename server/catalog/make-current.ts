import { announce } from "#server/platform/announce.ts";
import type { Ctx } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { getRevision } from "./get-revision.ts";
import { requirePublisher } from "./policy.ts";
import { type RevisionDetail, RevisionRef } from "./schema.ts";
import { lockOwnVersion } from "./store.ts";
import { SWAP_LIMIT_MS, swapRevision } from "./swap-revision.ts";

/** Goes back (or forward) to another revision of a version. Its number stays its own. */
export async function makeCurrent(ctx: Ctx, raw: unknown): Promise<RevisionDetail> {
  const caller = requirePublisher(ctx, "revisions:write");
  const input = read(RevisionRef, raw);
  const write = async (tx: Tx) => {
    const { api, version } = await lockOwnVersion(tx, caller, input);
    if (version.lifecycle === "retired")
      throw new Refusal("conflict", "This version is retired; its document stays as it is.");
    const revision = await tx.revision.findUnique({
      where: { versionId_number: { versionId: version.id, number: input.number } },
      select: { id: true, documentId: true },
    });
    if (!revision) throw new Refusal("not_found", "This revision does not exist.");
    if (revision.id === version.currentRevisionId) {
      return { value: await getRevision({ ...ctx, tx }, input), audit: [] };
    }
    await swapRevision(tx, {
      apiId: api.id,
      versionId: version.id,
      revisionId: revision.id,
      documentId: revision.documentId,
      now: ctx.now,
    });
    if (version.lifecycle !== "draft" && version.lifecycle !== "in_review") {
      const title = `${version.name} returned to revision ${input.number}`;
      await tx.changelogEntry.create({
        data: { id: newId("chg", ctx.now), apiId: api.id, versionId: version.id, at: ctx.now, title },
      });
    }
    await announce(tx, `api:${api.id}`);
    return {
      value: await getRevision({ ...ctx, tx }, input),
      audit: {
        action: "revision.made_current",
        target: revision.id,
        targetName: `${api.name} ${version.name} #${input.number}`,
        detail: { apiId: api.id, documentId: revision.documentId },
      },
    };
  };
  return mutate(ctx, write, { limitMs: SWAP_LIMIT_MS });
}
