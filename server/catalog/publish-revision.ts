import { DEFAULT_POLICY, requirePublishable, STRICT_POLICY } from "#server/governance/index.ts";
import { announce } from "#server/platform/announce.ts";
import { actorIdOf, type Ctx } from "#server/platform/context.ts";
import { type Tx, transact } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { compileDocument } from "#server/specs/index.ts";
import { getRevision } from "./get-revision.ts";
import { requirePublisher } from "./policy.ts";
import { readSource } from "./read-source.ts";
import { type PublishedRevision, PublishRevisionInput } from "./schema.ts";
import { clip } from "./search-words.ts";
import { lockOwnVersion } from "./store.ts";
import { SWAP_LIMIT_MS, swapRevision } from "./swap-revision.ts";

/**
 * Compiles a document and makes it the current revision of a version. Bytes that already are a revision of it become
 * current again instead of a second time; of a refused document nothing is kept.
 */
export async function publishRevision(ctx: Ctx, raw: unknown): Promise<PublishedRevision> {
  const caller = requirePublisher(ctx, "revisions:write");
  const input = read(PublishRevisionInput, raw);
  // Compiling takes seconds: refuse before it what would be refused after, and compile outside the transaction.
  await transact(ctx, async (tx) =>
    refuseRetired((await lockOwnVersion(tx, caller, input)).version.lifecycle),
  );
  const policy = input.strict ? STRICT_POLICY : DEFAULT_POLICY;
  const { documentId, summary, isNew } = await compileDocument(await readSource(input), {
    ...ctx,
    judge: ({ findings }) => requirePublishable(findings, policy),
  });
  if (!isNew) requirePublishable(summary.findings, policy);

  return mutate(ctx, write, { limitMs: SWAP_LIMIT_MS });

  async function write(tx: Tx) {
    const { api, version } = await lockOwnVersion(tx, caller, input);
    refuseRetired(version.lifecycle);
    const ref = { api: api.slug, version: version.name };
    const known = await tx.revision.findUnique({
      where: { versionId_documentId: { versionId: version.id, documentId } },
      select: { id: true, number: true },
    });
    if (known?.id === version.currentRevisionId && known) {
      return {
        value: {
          revision: await getRevision({ ...ctx, tx }, { ...ref, number: known.number }),
          isNew: false,
        },
        audit: [],
      };
    }
    const revision = known ?? (await addRevision(tx));
    await swapRevision(tx, {
      apiId: api.id,
      versionId: version.id,
      revisionId: revision.id,
      documentId,
      now: ctx.now,
    });
    if (version.lifecycle === "published" || version.lifecycle === "deprecated") {
      const title = clip(
        `${version.name} has a new revision: ${summary.title} ${summary.version}`.trim(),
        160,
      );
      await tx.changelogEntry.create({
        data: { id: newId("chg", ctx.now), apiId: api.id, versionId: version.id, at: ctx.now, title },
      });
    }
    await announce(tx, `api:${api.id}`);
    return {
      value: {
        revision: await getRevision({ ...ctx, tx }, { ...ref, number: revision.number }),
        isNew: !known,
      },
      audit: {
        action: known ? "revision.made_current" : "revision.published",
        target: revision.id,
        targetName: `${api.name} ${version.name} #${revision.number}`,
        detail: {
          apiId: api.id,
          documentId,
          operations: summary.operationCount,
          errors: summary.errorCount,
          warnings: summary.warningCount,
        },
      },
    };

    async function addRevision(inside: Tx) {
      const newest = await inside.revision.aggregate({
        where: { versionId: version.id },
        _max: { number: true },
      });
      return inside.revision.create({
        data: {
          id: newId("rev", ctx.now),
          versionId: version.id,
          documentId,
          number: (newest._max.number ?? 0) + 1,
          createdAt: ctx.now,
          createdBy: actorIdOf(caller),
        },
      });
    }
  }
}

function refuseRetired(lifecycle: string): void {
  if (lifecycle === "retired")
    throw new Refusal("conflict", "This version is retired. Open a new version instead.");
}
