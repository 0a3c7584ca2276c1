import type { StoredExample } from "../stored.ts";
import { toJson } from "./convert-schema.ts";
import type { Describer } from "./describer.ts";
import { description, isWebUrl } from "./prose.ts";
import { cutText, member, type Tree, textAt, treeAt } from "./tree.ts";

const MAX_EXAMPLES = 20;
const MAX_EXAMPLE_LENGTH = 256 * 1024;
const MAX_WRITTEN_LENGTH = 8_000;

/** `example` and `examples` of a parameter, header or media type; those too large to keep are left out. */
export function examplesOf(source: Tree, by: Describer): StoredExample[] {
  const examples: StoredExample[] = [];
  if (Object.hasOwn(source, "example")) push(examples, { name: "example" }, source.example);
  for (const [name, raw] of Object.entries(treeAt(source, "examples")).slice(0, MAX_EXAMPLES)) {
    const example = by.registry.deref(raw);
    if (!example) continue;
    const summary = textAt(example, "summary");
    const externalUrl = textAt(example, "externalValue");
    const data = member(example, "dataValue") ?? member(example, "value");
    const serialized = textAt(example, "serializedValue");
    push(
      examples,
      {
        name: cutText(name, 200),
        ...(summary && { summary: cutText(summary, 300) }),
        ...description(example, by),
        ...(externalUrl && isWebUrl(externalUrl) && { externalUrl }),
        ...(data !== undefined && serialized && { written: cutText(serialized, MAX_WRITTEN_LENGTH) }),
      },
      data ?? serialized,
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
