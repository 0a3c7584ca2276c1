import { type CompiledParameter, PARAMETER_PLACES } from "../schema.ts";
import type { StoredCallable, StoredParameter } from "../stored.ts";
import { buildMedia } from "./build-media.ts";
import { convertSchema } from "./convert-schema.ts";
import { describeSchema } from "./describe-schema.ts";
import { examplesOf } from "./examples.ts";
import { description } from "./prose.ts";
import type { Site } from "./site.ts";
import type { Spot } from "./spot.ts";
import { cutText, flagAt, isTree, listAt, type Tree, textAt } from "./tree.ts";

const MAX_PARAMETERS = 500;
/** The specification: such header parameters mean nothing, since other parts of the document say it. */
const NO_HEADERS = new Set(["accept", "content-type", "authorization"]);

interface Parameters {
  shown: CompiledParameter[];
  stored: StoredCallable["parameters"];
}

/** The parameters of a path and of its operation, which overrides them by name and place. */
export function buildParameters(item: Tree, source: Tree, site: Site, spot: Spot): Parameters {
  const { registry } = site.by;
  const all = new Map<string, Tree>();
  for (const raw of [...listAt(item, "parameters"), ...listAt(source, "parameters")]) {
    const parameter = registry.deref(raw);
    const name = textAt(parameter, "name");
    const at = PARAMETER_PLACES.find((known) => known === textAt(parameter, "in"));
    if (!parameter || !name || !at || (at === "header" && NO_HEADERS.has(name.toLowerCase()))) continue;
    all.set(`${at}\n${name}`, parameter);
  }
  const sorted = [...all.values()].sort((a, b) => rank(a) - rank(b)).slice(0, MAX_PARAMETERS);
  const pairs = sorted.map((parameter) => buildParameter(parameter, site, spot));
  return { shown: pairs.map((pair) => pair.shown), stored: pairs.map((pair) => pair.stored) };
}

const RANK = new Map<unknown, number>(PARAMETER_PLACES.map((place, i) => [place, i]));

function rank(source: Tree): number {
  return RANK.get(source.in) ?? PARAMETER_PLACES.length;
}

function buildParameter(
  source: Tree,
  site: Site,
  { refs, place }: Spot,
): { shown: CompiledParameter; stored: StoredParameter } {
  const { by } = site;
  const name = cutText(textAt(source, "name") ?? "", 300);
  const inner = `${place}.${name}`;
  const common = manner(source, name);
  const content = isTree(source.content) ? buildMedia(source.content, site, refs, inner) : undefined;
  const hasSchema = Object.hasOwn(source, "schema");
  const allowEmptyValue = flagAt(source, "allowEmptyValue");
  const examples = examplesOf(source, by);
  const [shownContent, storedContent] = [content?.shown[0], content?.stored[0]];
  return {
    shown: {
      ...common,
      isDeprecated: flagAt(source, "deprecated"),
      ...description(source, by),
      ...(allowEmptyValue && { allowEmptyValue }),
      ...(hasSchema && { schema: describeSchema(source.schema, by, inner) }),
      ...(shownContent && { content: shownContent }),
      sample: "",
      examples: [],
      ...examples.left,
    },
    stored: {
      ...common,
      allowEmptyValue,
      ...(hasSchema && { schema: convertSchema(source.schema, by.registry, refs) }),
      ...(storedContent && { content: storedContent }),
      examples: examples.kept,
    },
  };
}

/** How a parameter travels; what it leaves unsaid follows from its place. */
function manner(
  source: Tree,
  name: string,
): Pick<CompiledParameter, "name" | "in" | "isRequired" | "style" | "explode" | "allowReserved"> {
  const at = PARAMETER_PLACES.find((known) => known === source.in) ?? "query";
  const style = textAt(source, "style") ?? (at === "query" || at === "cookie" ? "form" : "simple");
  return {
    name,
    in: at,
    isRequired: at === "path" || flagAt(source, "required"),
    style: cutText(style, 50),
    explode: typeof source.explode === "boolean" ? source.explode : style === "form" || style === "cookie",
    allowReserved: flagAt(source, "allowReserved"),
  };
}
