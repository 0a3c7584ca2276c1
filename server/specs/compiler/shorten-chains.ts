import type { Finding } from "../schema.ts";
import { finding } from "./rejection.ts";
import { isTree, member, type Tree, treeAt } from "./tree.ts";

const MAX_HOPS = 20;

/**
 * Schemas that are only references to references, many in a row, are pointed straight at the end: resolvers follow
 * every chain from every link, which takes cubic time. Chains that end nowhere or in themselves stay as they are.
 */
export function shortenChains(root: Tree): { root: Tree; findings: Finding[] } {
  const container = isTree(member(root, "definitions")) ? "definitions" : "components";
  const schemas =
    container === "definitions" ? treeAt(root, "definitions") : treeAt(treeAt(root, "components"), "schemas");
  const prefix = container === "definitions" ? "#/definitions/" : "#/components/schemas/";
  const ends = new Map<string, { name: string; hops: number } | undefined>();

  function nextOf(name: string): string | undefined {
    const schema = member(schemas, name);
    const ref = member(schema, "$ref");
    if (
      typeof ref !== "string" ||
      !ref.startsWith(prefix) ||
      !isTree(schema) ||
      Object.keys(schema).length > 1
    )
      return undefined;
    const next = ref.slice(prefix.length).replaceAll("~1", "/").replaceAll("~0", "~");
    return Object.hasOwn(schemas, next) ? next : undefined;
  }

  function endOf(start: string): { name: string; hops: number } | undefined {
    const path: string[] = [];
    const seen = new Set<string>();
    let at = start;
    for (let next = nextOf(at); next !== undefined && !ends.has(at); next = nextOf(at)) {
      if (seen.has(at)) return undefined;
      seen.add(at);
      path.push(at);
      at = next;
    }
    const end = ends.get(at) ?? { name: at, hops: 0 };
    path.reverse().forEach((name, i) => {
      ends.set(name, { name: end.name, hops: end.hops + i + 1 });
    });
    return ends.get(start);
  }

  const changed: [string, Tree][] = [];
  for (const name of Object.keys(schemas)) {
    const end = nextOf(name) === undefined ? undefined : endOf(name);
    if (end && end.hops > MAX_HOPS)
      changed.push([name, { $ref: prefix + end.name.replaceAll("~", "~0").replaceAll("/", "~1") }]);
  }
  if (changed.length === 0) return { root, findings: [] };
  const shortened = { ...schemas, ...Object.fromEntries(changed) };
  const message = `${changed.length} schemas are chains of more than ${MAX_HOPS} references; they are read as what they lead to.`;
  return {
    root: {
      ...root,
      [container]:
        container === "definitions" ? shortened : { ...treeAt(root, "components"), schemas: shortened },
    },
    findings: [
      finding("warning", "long-reference-chain", message, {
        pointer: container === "definitions" ? "#/definitions" : "#/components/schemas",
      }),
    ],
  };
}
