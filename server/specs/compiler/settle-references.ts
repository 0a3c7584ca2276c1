import type { Finding } from "../schema.ts";
import { finding } from "./rejection.ts";
import { cutText, isTree, member, type Tree, treeAt } from "./tree.ts";

const MAX_HOPS = 20;
const MAX_FINDINGS = 20;

/**
 * Schemas that are only references to references, many in a row, are pointed straight at the end: resolvers follow
 * every chain from every link, which takes cubic time. Those that lead back to themselves mean nothing and stop the
 * checks; they are read as accepting everything.
 */
export function settleReferences(root: Tree): { root: Tree; findings: Finding[] } {
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
      if (seen.has(at)) {
        for (const name of seen) ends.set(name, undefined);
        return undefined;
      }
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

  const pointer = container === "definitions" ? "#/definitions" : "#/components/schemas";
  const changed: [string, Tree][] = [];
  const findings: Finding[] = [];
  let chains = 0;
  for (const name of Object.keys(schemas)) {
    if (nextOf(name) === undefined) continue;
    const end = endOf(name);
    if (!end) {
      changed.push([name, {}]);
      const message = `The schema “${cutText(name, 100)}” leads back to itself through references only; it means nothing.`;
      if (findings.length < MAX_FINDINGS)
        findings.push(
          finding("error", "circular-reference", message, { pointer: `${pointer}/${escapeName(name)}` }),
        );
    } else if (end.hops > MAX_HOPS) {
      chains++;
      changed.push([name, { $ref: prefix + escapeName(end.name) }]);
    }
  }
  if (chains > 0) {
    const message = `${chains} schemas are chains of more than ${MAX_HOPS} references; they are read as what they lead to.`;
    findings.push(finding("warning", "long-reference-chain", message, { pointer }));
  }
  if (changed.length === 0) return { root, findings };
  const settled = { ...schemas, ...Object.fromEntries(changed) };
  return {
    root: {
      ...root,
      [container]:
        container === "definitions" ? settled : { ...treeAt(root, "components"), schemas: settled },
    },
    findings,
  };
}

function escapeName(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
