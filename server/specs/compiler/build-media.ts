import type { CompiledMedia, SchemaNode } from "../schema.ts";
import type { StoredMedia } from "../stored.ts";
import { encodingsOf } from "./build-encoding.ts";
import { convertSchema } from "./convert-schema.ts";
import { describeSchema } from "./describe-schema.ts";
import type { Describer } from "./describer.ts";
import { examplesOf } from "./examples.ts";
import { cutText, type Tree } from "./tree.ts";

export interface MediaSite {
  by: Describer;
  /** What was described already. */
  media: WeakMap<Tree, MediaPair>;
}

interface MediaPair {
  shown: CompiledMedia[];
  stored: StoredMedia[];
  refs: Set<string>;
}

/** Shared bodies and answers are described once and reused by every operation that mentions them. */
export function buildMedia(content: Tree, site: MediaSite, refs: Set<string>, place: string): MediaPair {
  let pair = site.media.get(content);
  if (!pair) {
    const own = new Set<string>();
    const built = Object.entries(content)
      .slice(0, 30)
      .flatMap(([mediaType, raw]) => buildOneMedia(mediaType, raw, site, own, place));
    pair = { shown: built.map((one) => one.shown), stored: built.map((one) => one.stored), refs: own };
    site.media.set(content, pair);
  }
  for (const ref of pair.refs) refs.add(ref);
  return pair;
}

function buildOneMedia(
  mediaType: string,
  raw: unknown,
  { by }: MediaSite,
  refs: Set<string>,
  place: string,
): { shown: CompiledMedia; stored: StoredMedia }[] {
  const source = by.registry.deref(raw);
  if (!source) return [];
  const describe = (word: string): SchemaNode | undefined =>
    Object.hasOwn(source, word) ? describeSchema(source[word], by, place) : undefined;
  const convert = (word: "schema" | "itemSchema"): Partial<StoredMedia> =>
    Object.hasOwn(source, word) ? { [word]: convertSchema(source[word], by.registry, refs) } : {};
  const schema = describe("schema");
  const itemSchema = describe("itemSchema");
  const examples = examplesOf(source, by);
  const shownEncodings = encodingsOf(source, by, { refs, place });
  return [
    {
      shown: {
        mediaType: cutText(mediaType, 200),
        ...(schema && { schema }),
        ...(itemSchema && { itemSchema }),
        examples: [],
        ...examples.left,
        ...shownEncodings,
      },
      stored: {
        mediaType: cutText(mediaType, 200),
        ...convert("schema"),
        ...convert("itemSchema"),
        ...mannersOf(shownEncodings.encoding),
        examples: examples.kept,
      },
    },
  ];
}

/** What reading a form needs of its encodings. */
function mannersOf(encoding: CompiledMedia["encoding"] = []): Pick<StoredMedia, "encoding"> {
  const entries = encoding.map(({ name, style, explode, contentType }) => [
    name,
    {
      ...(style !== undefined && { style }),
      ...(explode !== undefined && { explode }),
      ...(contentType !== undefined && { contentType }),
    },
  ]);
  return entries.length > 0 ? { encoding: Object.fromEntries(entries) } : {};
}
