import { announce } from "#server/platform/announce.ts";
import type { Ctx } from "#server/platform/context.ts";
import { newId } from "#server/platform/ids.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { getVersion } from "./get-version.ts";
import { requirePublisher } from "./policy.ts";
import { type Lifecycle, NEXT_LIFECYCLES, SetLifecycleInput, type VersionDetail } from "./schema.ts";
import { lockOwnVersion } from "./store.ts";

const IN_WORDS: Record<Lifecycle, string> = {
  draft: "a draft",
  in_review: "in review",
  published: "published",
  deprecated: "deprecated",
  retired: "retired",
};

/** Moves a version along its life. Publishing needs a document, deprecating a sunset date, retiring that it has passed. */
export async function setLifecycle(ctx: Ctx, raw: unknown): Promise<VersionDetail> {
  const caller = requirePublisher(ctx);
  const input = read(SetLifecycleInput, raw);
  const to = input.lifecycle;
  return mutate(ctx, async (tx) => {
    const { api, version } = await lockOwnVersion(tx, caller, input);
    if (!NEXT_LIFECYCLES[version.lifecycle].includes(to)) {
      throw new Refusal(
        "conflict",
        `A version that is ${IN_WORDS[version.lifecycle]} cannot become ${IN_WORDS[to]}.`,
      );
    }
    if (to === "published" && !version.currentRevisionId) {
      throw new Refusal("conflict", "Upload a document first: there is nothing to read in this version yet.");
    }
    if (to === "deprecated" && (!input.sunsetAt || input.sunsetAt <= ctx.now)) {
      const message = "Give the day in the future after which the version may be retired.";
      throw new Refusal("invalid_input", message, { sunsetAt: message });
    }
    if (to === "retired" && version.sunsetAt && version.sunsetAt > ctx.now) {
      throw new Refusal(
        "conflict",
        `Consumers were promised this version until ${day(version.sunsetAt)}. It cannot be retired before.`,
      );
    }
    await tx.version.update({
      where: { id: version.id },
      data: {
        lifecycle: to,
        ...(to === "published" && {
          publishedAt: version.publishedAt ?? ctx.now,
          deprecatedAt: null,
          sunsetAt: null,
        }),
        ...(to === "deprecated" && { deprecatedAt: ctx.now, sunsetAt: input.sunsetAt }),
        ...(to === "retired" && { retiredAt: ctx.now }),
      },
    });
    await tx.api.update({ where: { id: api.id }, data: { updatedAt: ctx.now } });
    const title = titleOf(version, to, input.sunsetAt);
    if (title) {
      await tx.changelogEntry.create({
        data: { id: newId("chg", ctx.now), apiId: api.id, versionId: version.id, at: ctx.now, title },
      });
    }
    await announce(tx, `api:${api.id}`);
    return {
      value: await getVersion({ ...ctx, tx }, { api: api.slug, version: version.name }),
      audit: {
        action: `version.${to === "draft" ? "withdrawn" : to === "in_review" ? "submitted" : to}`,
        target: version.id,
        targetName: `${api.name} ${version.name}`,
        detail: {
          apiId: api.id,
          from: version.lifecycle,
          to,
          ...(input.sunsetAt && { sunsetAt: input.sunsetAt.toISOString() }),
        },
      },
    };
  });
}

/** What consumers read about it; steps inside the publishing team are not theirs to read. */
function titleOf(
  version: { name: string; lifecycle: Lifecycle },
  to: Lifecycle,
  sunsetAt: Date | null,
): string | null {
  if (to === "published")
    return version.lifecycle === "deprecated"
      ? `${version.name} is no longer deprecated`
      : `${version.name} is published`;
  if (to === "deprecated" && sunsetAt)
    return `${version.name} is deprecated and may be retired after ${day(sunsetAt)}`;
  if (to === "retired") return `${version.name} is retired`;
  return null;
}

function day(date: Date): string {
  return date.toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
}
