import { DAY_MS } from "#server/platform/clock.ts";
import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import { isUniqueViolation, reader } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { renderText } from "#server/specs/index.ts";
import { PublishTermsInput } from "./schema.ts";

/** A new version of the portal's terms, for good: once it is in force, people accept it before they go on. */
export async function publishTerms(ctx: Ctx, raw: unknown): Promise<{ number: number }> {
  const caller = requirePlatform(ctx, "settings.write");
  const { text, changes, effectiveOn } = read(PublishTermsInput, raw);
  const effectiveAt = momentOf(effectiveOn, ctx.now);
  const last = await reader(ctx).termsVersion.findFirst({
    orderBy: { number: "desc" },
    select: { number: true, effectiveAt: true, textHash: true },
  });
  if (last && effectiveAt < last.effectiveAt) {
    throw new Refusal("invalid_input", "An earlier version comes into force after this one.", {
      effectiveOn: `Version ${last.number} comes into force on ${last.effectiveAt.toISOString().slice(0, 10)}; choose that day or a later one.`,
    });
  }
  const textHash = sha256Hex(text);
  if (last?.textHash === textHash) {
    throw new Refusal("conflict", `This is the text of version ${last.number}.`, {
      text: "Nothing has changed.",
    });
  }
  const number = (last?.number ?? 0) + 1;
  const html = await renderText(text, "text");
  const made = mutate(ctx, async (tx) => {
    const id = newId("terms", ctx.now);
    const publishedBy = caller.userId;
    await tx.termsVersion.create({
      data: { id, number, text, textHash, html, changes, effectiveAt, publishedAt: ctx.now, publishedBy },
    });
    const detail = { number, textHash, effectiveAt: effectiveAt.toISOString() };
    return {
      value: { number },
      audit: { action: "terms.published", target: id, targetName: `Version ${number}`, orgId: null, detail },
    };
  });
  return made.catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    throw new Refusal("conflict", "Somebody else published a version meanwhile. Read it first.");
  });
}

function momentOf(day: string | undefined, now: Date): Date {
  if (day === undefined) return now;
  const start = new Date(`${day}T00:00:00Z`);
  if (start.getTime() + DAY_MS <= now.getTime()) {
    throw new Refusal("invalid_input", "This day is over.", { effectiveOn: "Choose today or a later day." });
  }
  return start > now ? start : now;
}
