import { LRUCache } from "lru-cache";
import { db, type Tx } from "#server/platform/db.ts";

/** Documents never change, so what was read of one is right for ever. */
const MAX_DOCUMENTS = 300;
/** A base path of so many segments may stand before the path that the document knows. */
const MAX_BASE_SEGMENTS = 4;

interface Operation {
  key: string;
  method: string;
  path: string;
}

interface Node {
  literals: Map<string, Node>;
  /** Segments such as {id}.json: what stands before and behind the variable part. */
  patterns: { before: string; behind: string; node: Node }[];
  variable: Node | undefined;
  /** Key of the operation that ends here, by method in capitals. */
  keys: Map<string, string>;
}

/** The operations of one document, ready to be matched. */
export class OperationTree {
  readonly #root = newNode();

  constructor(operations: readonly Operation[]) {
    for (const { key, method, path } of operations) this.#add(segmentsOf(path), method.toUpperCase(), key);
  }

  /** Key of the operation that a call means; literal segments win over variables, whole paths over base paths. */
  find(method: string, path: string): string | null {
    const segments = segmentsOf(path);
    const wanted = method.toUpperCase();
    const most = Math.max(0, Math.min(MAX_BASE_SEGMENTS, segments.length - 1));
    for (let skipped = 0; skipped <= most; skipped++) {
      const key = descend(this.#root, segments, skipped, wanted);
      if (key) return key;
    }
    return null;
  }

  #add(segments: string[], method: string, key: string): void {
    let node = this.#root;
    for (const segment of segments) node = childFor(node, segment);
    node.keys.set(method, key);
  }
}

function newNode(): Node {
  return { literals: new Map(), patterns: [], variable: undefined, keys: new Map() };
}

function segmentsOf(path: string): string[] {
  return path.split("/").filter(Boolean);
}

function childFor(node: Node, segment: string): Node {
  const open = segment.indexOf("{");
  if (open < 0) {
    const literal = node.literals.get(segment) ?? newNode();
    node.literals.set(segment, literal);
    return literal;
  }
  const before = segment.slice(0, open);
  const behind = segment.slice(segment.lastIndexOf("}") + 1);
  if (before === "" && behind === "") {
    node.variable ??= newNode();
    return node.variable;
  }
  const known = node.patterns.find((pattern) => pattern.before === before && pattern.behind === behind);
  if (known) return known.node;
  const child = newNode();
  node.patterns.push({ before, behind, node: child });
  return child;
}

function descend(node: Node, segments: string[], at: number, method: string): string | null {
  const segment = segments[at];
  if (segment === undefined) return node.keys.get(method) ?? null;
  const literal = node.literals.get(segment);
  const exact = literal && descend(literal, segments, at + 1, method);
  if (exact) return exact;
  for (const { before, behind, node: child } of node.patterns) {
    const isLongEnough = segment.length > before.length + behind.length;
    if (!isLongEnough || !segment.startsWith(before) || !segment.endsWith(behind)) continue;
    const key = descend(child, segments, at + 1, method);
    if (key) return key;
  }
  return node.variable ? descend(node.variable, segments, at + 1, method) : null;
}

const trees = new LRUCache<string, OperationTree>({ max: MAX_DOCUMENTS });
const loading = new Map<string, Promise<OperationTree>>();

/** Key of the operation of a document that a call means, or null; at once when the document was read before. */
export function findCalledOperation(
  documentId: string,
  method: string,
  path: string,
  read: () => Tx = db,
): string | null | Promise<string | null> {
  const tree = trees.get(documentId);
  return tree
    ? tree.find(method, path)
    : loadTree(documentId, read).then((loaded) => loaded.find(method, path));
}

function loadTree(documentId: string, read: () => Tx): Promise<OperationTree> {
  const running = loading.get(documentId);
  if (running) return running;
  const tree = read()
    .docOperation.findMany({ where: { documentId }, select: { key: true, method: true, path: true } })
    .then((operations) => {
      const loaded = new OperationTree(operations);
      trees.set(documentId, loaded);
      return loaded;
    })
    .finally(() => loading.delete(documentId));
  loading.set(documentId, tree);
  return tree;
}
