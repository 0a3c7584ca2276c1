import { isTree, member, type Tree, textAt, treeAt } from "../compiler/tree.ts";
import { upgradeSwagger } from "../compiler/upgrade-swagger.ts";
import { USUAL_METHODS } from "./order.ts";

const OLD_SCHEMAS = "#/definitions/";
/** Members by which resolvers leave the document, when they hold an address. */
const LEADING_OUT = new Set(["$id", "$self", "externalValue"]);

/**
 * The bundle as other people's generators can take it: OpenAPI 3.0 or 3.1, references inside the document only, and
 * each operation id once.
 */
export function prepareDocument(root: Tree): Tree {
  const isOld = Object.hasOwn(root, "swagger");
  const {
    definitions: _schemas,
    parameters: _parameters,
    responses: _responses,
    securityDefinitions: _schemes,
    ...upgraded
  } = isOld ? upgradeSwagger(root) : root;
  const whole: Tree = isOld ? upgraded : root;
  const document = settled(whole, isOld);
  if (!isTree(document)) return {};
  // Neither generator knows a later edition, and both read what it adds as unknown members.
  if (textAt(document, "openapi")?.startsWith("3.2")) document.openapi = "3.1.1";
  if (!isTree(document.paths)) document.paths = {};
  nameOperationsOnce(document);
  return document;
}

/** A copy in which nothing leads outside: a reference that would is read as accepting everything. */
function settled(node: unknown, isOld: boolean): unknown {
  if (Array.isArray(node)) return node.map((item) => settled(item, isOld));
  if (!isTree(node)) return node;
  const ref = member(node, "$ref");
  if (typeof ref === "string") {
    if (!ref.startsWith("#")) return {};
    if (isOld && ref.startsWith(OLD_SCHEMAS))
      return { $ref: `#/components/schemas/${ref.slice(OLD_SCHEMAS.length)}` };
  }
  return Object.fromEntries(
    Object.entries(node)
      .filter(([name, value]) => !(LEADING_OUT.has(name) && typeof value === "string"))
      .map(([name, value]) => [
        name,
        name === "mapping" ? mappingInside(value, isOld) : settled(value, isOld),
      ]),
  );
}

/** Generators resolve the targets of a discriminator's mapping as they do references. */
function mappingInside(mapping: unknown, isOld: boolean): unknown {
  if (!isTree(mapping) || !Object.values(mapping).every((target) => typeof target === "string"))
    return settled(mapping, isOld);
  return Object.fromEntries(
    Object.entries(mapping).filter(
      ([, target]) => typeof target === "string" && (target.startsWith("#/") || /^[\w-]+$/.test(target)),
    ),
  );
}

function nameOperationsOnce(document: Tree): void {
  const taken = new Set<string>();
  for (const item of Object.values(treeAt(document, "paths"))) {
    for (const method of USUAL_METHODS) {
      const operation = member(item, method);
      const id = textAt(operation, "operationId");
      if (!isTree(operation) || id === undefined) continue;
      let free = id;
      for (let n = 2; taken.has(free); n++) free = `${id}-${n}`;
      taken.add(free);
      operation.operationId = free;
    }
  }
}
