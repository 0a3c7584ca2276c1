import type { CompiledRequestBody, CompiledResponse } from "../schema.ts";
import type { StoredCallable } from "../stored.ts";
import { buildHeaders } from "./build-headers.ts";
import { buildLinks } from "./build-links.ts";
import { buildMedia } from "./build-media.ts";
import { description } from "./prose.ts";
import type { Site } from "./site.ts";
import type { Spot } from "./spot.ts";
import { cutText, flagAt, type Tree, textAt, treeAt } from "./tree.ts";

const MAX_RESPONSES = 100;
const STATUS = /^([1-5](\d\d|XX)|default)$/i;

interface Body {
  shown: CompiledRequestBody;
  stored: NonNullable<StoredCallable["requestBody"]>;
}

export function buildBody(raw: unknown, site: Site, { refs, place }: Spot): Body | undefined {
  const source = site.by.registry.deref(raw);
  if (!source) return undefined;
  const media = buildMedia(treeAt(source, "content"), site, refs, `${place}.request`);
  const isRequired = flagAt(source, "required");
  return {
    shown: { isRequired, ...description(source, site.by), media: media.shown },
    stored: { isRequired, media: media.stored },
  };
}

interface Responses {
  shown: CompiledResponse[];
  stored: StoredCallable["responses"];
}

/** Answers by status: single ones, ranges such as "4XX", and "default". */
export function buildResponses(answers: Tree, site: Site, { refs, place }: Spot): Responses {
  const shown: CompiledResponse[] = [];
  const stored: StoredCallable["responses"] = [];
  for (const [status, raw] of Object.entries(answers).slice(0, MAX_RESPONSES)) {
    const source = site.by.registry.deref(raw);
    if (!source || !STATUS.test(status)) continue;
    const inner = `${place}.${status}`;
    const media = buildMedia(treeAt(source, "content"), site, refs, inner);
    const headers = buildHeaders(treeAt(source, "headers"), site.by, { refs, place: inner });
    const summary = textAt(source, "summary") ?? textAt(source, "x-summary");
    shown.push({
      status,
      ...(summary && { summary: cutText(summary, 300) }),
      ...description(source, site.by),
      headers: headers.shown,
      media: media.shown,
      links: buildLinks(treeAt(source, "links"), site),
    });
    stored.push({ status, headers: headers.stored, media: media.stored });
  }
  return { shown, stored };
}
