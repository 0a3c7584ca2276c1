import type { StoredExample } from "../stored.ts";
import { toJson } from "./convert-schema.ts";
import type { Describer } from "./describer.ts";
import { description, isWebUrl } from "./prose.ts";
import { cutText, member, type Tree, textAt, treeAt } from "./tree.ts";

const MAX_EXAMPLES = 20;
const MAX_EXAMPLE_LENGTH = 256 * 1024;
const MAX_WRITTEN_LENGTH = 8_000;

interface Examples {
  kept: StoredExample[];
  /** Told to the reader: how many are too many or too large to keep. */
  left: { examplesLeft?: number };
}

/** `example` and `examples` of a parameter, header or media type. */
export function examplesOf(source: Tree, by: Describer): Examples {
  const kept: StoredExample[] = [];
  const stated = Object.entries(treeAt(source, "examples"));
  let left = Math.max(0, stated.length - MAX_EXAMPLES);
  if (Object.hasOwn(source, "example") && !push(kept, { name: "example" }, source.example)) left++;
  for (const [name, raw] of stated.slice(0, MAX_EXAMPLES)) {
    const example = by.registry.deref(raw);
    if (!example) continue;
    const summary = textAt(example, "summary");
    const externalUrl = textAt(example, "externalValue");
    const data = member(example, "dataValue") ?? member(example, "value");
    const serialized = textAt(example, "serializedValue");
    const isKept = push(
      kept,
      {
        name: cutText(name, 200),
        ...(summary && { summary: cutText(summary, 300) }),
        ...description(example, by),
        ...(externalUrl && isWebUrl(externalUrl) && { externalUrl }),
        ...(data !== undefined && serialized && { written: cutText(serialized, MAX_WRITTEN_LENGTH) }),
      },
      data ?? serialized,
    );
    if (!isKept) left++;
  }
  return { kept, left: left > 0 ? { examplesLeft: left } : {} };
}

/** False when there is a value and it is too large. */
function push(examples: StoredExample[], about: Omit<StoredExample, "value">, raw: unknown): boolean {
  if (raw === undefined) {
    if (about.externalUrl) examples.push(about);
    return true;
  }
  const value = toJson(raw);
  const isKept = (JSON.stringify(value) ?? "").length <= MAX_EXAMPLE_LENGTH;
  if (isKept) examples.push({ ...about, value });
  return isKept;
}
