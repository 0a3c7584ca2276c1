import { readGuides } from "#app/(portal)/guides/_parts/read-guides.ts";
import { getApi, getGuide, getVersion } from "#server/catalog/index.ts";
import { getBrand } from "#server/content/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { getOperation, getOverview, getSchema } from "#server/specs/index.ts";

/** What stands on a page's picture. */
export interface PictureText {
  /** Where it belongs: the API and version, or the room. */
  context: string;
  title: string;
  lead: string;
  /** Method and path, for operations. */
  call: string;
}

/** Reads what the picture of a page says, as far as the caller may know of the page. */
export async function describePage(ctx: Ctx, parts: string[]): Promise<PictureText> {
  const [room = "", first, second, third, kind, key, ...more] = parts;
  if (more.length > 0) throw nothing();
  if (room === "index" && !first) {
    const { name, tagline } = await getBrand();
    return text({ title: tagline || name });
  }
  if (room === "guides") return guide(first, second);
  if (room !== "apis") throw nothing();
  if (!first)
    return text({ title: "APIs", lead: "What each does, in which versions, and how to get access." });
  if (!second) {
    const api = await getApi(ctx, { api: first });
    return text({ context: api.owner.name, title: api.name, lead: api.summary });
  }
  if (!third) throw nothing();
  if (second === "guides" && !kind) {
    const found = await getGuide(ctx, { api: first, guide: third });
    return text({ context: found.api.name, title: found.title, lead: found.summary });
  }
  if (second !== "v") throw nothing();
  return reference(ctx, { api: first, version: third, kind, key });
}

async function guide(slug: string | undefined, more: string | undefined): Promise<PictureText> {
  if (!slug) return text({ title: "Guides" });
  const found = (await readGuides()).find((one) => one.slug === slug);
  if (!found || more) throw nothing();
  return text({ context: "Guides", title: found.title, lead: found.summary });
}

async function reference(
  ctx: Ctx,
  ref: { api: string; version: string; kind: string | undefined; key: string | undefined },
): Promise<PictureText> {
  const { api, name, documentId } = await getVersion(ctx, ref);
  if (!ref.kind) return text({ context: api.owner.name, title: `${api.name} ${name}`, lead: api.summary });
  if (!documentId || !ref.key) throw nothing();
  const context = `${api.name} ${name}`;
  if (ref.kind === "operations") {
    const { operation } = await getOperation(documentId, ref.key);
    const { method, path, isWebhook, summary, lead } = operation;
    const call = isWebhook ? `Webhook ${path}` : `${method.toUpperCase()} ${path}`;
    return text({ context, title: summary || call, lead: lead === summary ? "" : lead, call });
  }
  if (ref.kind === "schemas") {
    return text({ context, title: (await getSchema(documentId, ref.key)).name, lead: "Schema" });
  }
  const tag = (await getOverview(documentId)).tags.find((one) => one.key === ref.key);
  if (ref.kind !== "tags" || !tag) throw nothing();
  return text({ context, title: tag.name, lead: tag.summary ?? "" });
}

function text(some: Partial<PictureText> & { title: string }): PictureText {
  return { context: "", lead: "", call: "", ...some };
}

function nothing(): Refusal {
  return new Refusal("not_found", "There is no page at this address.");
}
