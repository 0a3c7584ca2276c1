import type { CompiledMedia, SchemaNode } from "../schema.ts";
import type { StoredExample, StoredMedia } from "../stored.ts";
import { description, isWebUrl } from "./build-overview.ts";
import { convertSchema, toJson } from "./convert-schema.ts";
import { type Describer, describeSchema } from "./describe-schema.ts";
import { cutText, member, type Tree, textAt, treeAt } from "./tree.ts";

const MAX_EXAMPLES = 20;
const MAX_EXAMPLE_LENGTH = 256 * 1024;

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
  const schema = describe("schema");
  const itemSchema = describe("itemSchema");
  return [
    {
      shown: {
        mediaType: cutText(mediaType, 200),
        ...(schema && { schema }),
        ...(itemSchema && { itemSchema }),
        examples: [],
      },
      stored: {
        mediaType: cutText(mediaType, 200),
        ...(Object.hasOwn(source, "schema") && { schema: convertSchema(source.schema, by.registry, refs) }),
        examples: examplesOf(source, by),
      },
    },
  ];
}

/** `example` and `examples` of a parameter, header or media type; those too large to keep are left out. */
export function examplesOf(source: Tree, by: Describer): StoredExample[] {
  const examples: StoredExample[] = [];
  if (Object.hasOwn(source, "example")) push(examples, { name: "example" }, source.example);
  for (const [name, raw] of Object.entries(treeAt(source, "examples")).slice(0, MAX_EXAMPLES)) {
    const example = by.registry.deref(raw);
    if (!example) continue;
    const summary = textAt(example, "summary");
    const externalUrl = textAt(example, "externalValue");
    const value = ["value", "dataValue", "serializedValue"]
      .map((word) => member(example, word))
      .find((found) => found !== undefined);
    push(
      examples,
      {
        name: cutText(name, 200),
        ...(summary && { summary: cutText(summary, 300) }),
        ...description(example, by),
        ...(externalUrl && isWebUrl(externalUrl) && { externalUrl }),
      },
      value,
    );
  }
  return examples;
}

function push(examples: StoredExample[], about: Omit<StoredExample, "value">, raw: unknown): void {
  if (raw === undefined) {
    if (about.externalUrl) examples.push(about);
    return;
  }
  const value = toJson(raw);
  if ((JSON.stringify(value) ?? "").length <= MAX_EXAMPLE_LENGTH) examples.push({ ...about, value });
}
