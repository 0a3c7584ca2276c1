import type { CompiledHeader, CompiledMedia, HeaderExample } from "../schema.ts";
import type { StoredCallable, StoredExample } from "../stored.ts";
import { convertSchema } from "./convert-schema.ts";
import { describeSchema } from "./describe-schema.ts";
import type { Describer } from "./describer.ts";
import { examplesOf } from "./examples.ts";
import { description } from "./prose.ts";
import type { Spot } from "./spot.ts";
import { cutText, flagAt, type Tree, treeAt } from "./tree.ts";

const MAX_HEADERS = 100;
const MAX_EXAMPLE = 500;

type StoredHeader = StoredCallable["responses"][number]["headers"][number];

interface Headers {
  shown: CompiledHeader[];
  stored: StoredHeader[];
}

/** Headers of an answer or of a part; Content-Type is said elsewhere. */
export function buildHeaders(headers: Tree, by: Describer, spot: Spot): Headers {
  const pairs = Object.entries(headers)
    .filter(([name]) => name.toLowerCase() !== "content-type")
    .slice(0, MAX_HEADERS)
    .flatMap(([name, raw]) => {
      const source = by.registry.deref(raw);
      return source ? [buildHeader(name, source, by, spot)] : [];
    });
  return { shown: pairs.map((pair) => pair.shown), stored: pairs.map((pair) => pair.stored) };
}

function buildHeader(
  name: string,
  source: Tree,
  by: Describer,
  { refs, place }: Spot,
): { shown: CompiledHeader; stored: StoredHeader } {
  const inner = `${place}.${name}`;
  const isRequired = flagAt(source, "required");
  const hasSchema = Object.hasOwn(source, "schema");
  const content = contentOf(source, by, inner);
  const own = examplesOf(source, by);
  const { kept, left } = own.kept.length > 0 || !content ? own : examplesOf(content.source, by);
  const examples = kept.flatMap(shownExample);
  const example = kept.find(({ value }) => value !== undefined)?.value;
  return {
    shown: {
      name: cutText(name, 300),
      isRequired,
      isDeprecated: flagAt(source, "deprecated"),
      ...description(source, by),
      ...(hasSchema && { schema: describeSchema(source.schema, by, inner) }),
      ...(source.explode === true && { explode: true }),
      ...(content && { content: content.shown }),
      ...(examples.length > 0 && { examples }),
      ...left,
    },
    stored: {
      name,
      isRequired,
      ...(hasSchema && { schema: convertSchema(source.schema, by.registry, refs) }),
      ...(example !== undefined && { example }),
    },
  };
}

function shownExample({ name, summary, value }: StoredExample): HeaderExample[] {
  if (value === undefined) return [];
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return [{ name, ...(summary && { summary }), text: cutText(text, MAX_EXAMPLE) }];
}

/** A header may have one media type instead of a schema. */
function contentOf(
  header: Tree,
  by: Describer,
  place: string,
): { source: Tree; shown: CompiledMedia } | undefined {
  const [mediaType, raw] = Object.entries(treeAt(header, "content"))[0] ?? [];
  const source = by.registry.deref(raw);
  if (!mediaType || !source) return undefined;
  const schema = Object.hasOwn(source, "schema") && describeSchema(source.schema, by, place);
  return {
    source,
    shown: { mediaType: cutText(mediaType, 200), ...(schema && { schema }), examples: [] },
  };
}
